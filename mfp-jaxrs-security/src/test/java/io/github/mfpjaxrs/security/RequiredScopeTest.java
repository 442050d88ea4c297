package io.github.mfpjaxrs.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredScopeTest {

    @Test
    void allOfWhenSeveralSpacesThenElementsInOrderWithoutRepetition() {
        RequiredScope required = RequiredScope.allOf("  b a  b ");

        assertThat(required.elements()).containsExactly("b", "a");
        assertThat(required.scope()).isEqualTo("b a");
        assertThat(required.match()).isEqualTo(ScopeMatch.ALL);
        assertThat(required.maxAge()).isEmpty();
    }

    @Test
    void anyOfWhenSeveralElementsThenMatchIsAny() {
        RequiredScope required = RequiredScope.anyOf("a b");

        assertThat(required.elements()).containsExactly("a", "b");
        assertThat(required.match()).isEqualTo(ScopeMatch.ANY);
    }

    @Test
    @Tag("I9")
    void isCoveredByWhenAllThenEveryElementIsNeeded() {
        RequiredScope required = RequiredScope.allOf("a b");

        assertThat(required.isCoveredBy(Set.of("a", "b", "c"))).isTrue();
        assertThat(required.isCoveredBy(Set.of("a"))).isFalse();
        assertThat(required.isCoveredBy(Set.of("b"))).isFalse();
        assertThat(required.isCoveredBy(Set.of())).isFalse();
    }

    @Test
    @Tag("I9")
    void isCoveredByWhenAnyThenOneElementIsEnough() {
        RequiredScope required = RequiredScope.anyOf("a b");

        assertThat(required.isCoveredBy(Set.of("b"))).isTrue();
        assertThat(required.isCoveredBy(Set.of("a", "c"))).isTrue();
        assertThat(required.isCoveredBy(Set.of("c"))).isFalse();
        assertThat(required.isCoveredBy(Set.of())).isFalse();
    }

    @ParameterizedTest
    @Tag("I9")
    @ValueSource(strings = {"readonly", "rea", "Read", "READ", "read write"})
    void isCoveredByWhenElementDiffersThenNot(String granted) {
        assertThat(RequiredScope.allOf("read").isCoveredBy(Set.of(granted))).isFalse();
        assertThat(RequiredScope.anyOf("read").isCoveredBy(Set.of(granted))).isFalse();
    }

    @Test
    void isCoveredByWhenNothingIsDemandedThenAnyTokenWillDo() {
        RequiredScope any = new RequiredScope(List.of(), ScopeMatch.ANY, Optional.empty());

        assertThat(RequiredScope.none().isCoveredBy(Set.of())).isTrue();
        assertThat(any.isCoveredBy(Set.of())).isTrue();
        assertThat(RequiredScope.none().scope()).isEmpty();
    }

    @ParameterizedTest
    @Tag("C2")
    @ValueSource(strings = {"a\"b", "a\\b", "a\rb", "a\nb", "a\tb", "\u0000", "\u007F", "a\u00E4", "\uD83D\uDE00"})
    void allOfWhenCharacterIsOutsideTheGrammarThenRejected(String scope) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequiredScope.allOf(scope))
                .withMessageContaining("RFC 6749");
    }

    @Test
    void allOfWhenCharacterIsWrongThenMessageNamesPlaceAndCodePoint() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequiredScope.allOf("ab\"c"))
                .withMessageContaining("character 3")
                .withMessageContaining("U+0022");
    }

    @Test
    void allOfWhenFirstAndLastAllowedCharactersThenAccepted() {
        assertThat(RequiredScope.allOf("!#[]~").elements()).containsExactly("!#[]~");
    }

    @Test
    void constructorWhenElementIsEmptyOrHasSpaceThenRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequiredScope(List.of(""), ScopeMatch.ALL, Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RequiredScope(List.of("a b"), ScopeMatch.ALL, Optional.empty()));
    }

    @Test
    void withMaxAgeWhenNegativeThenRejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RequiredScope.none().withMaxAge(Duration.ofNanos(-1)))
                .withMessageContaining("maxAge");
    }

    @Test
    void withMaxAgeWhenZeroThenElementsStay() {
        RequiredScope required = RequiredScope.anyOf("a b").withMaxAge(Duration.ZERO);

        assertThat(required)
                .isEqualTo(new RequiredScope(List.of("a", "b"), ScopeMatch.ANY, Optional.of(Duration.ZERO)));
    }
}
