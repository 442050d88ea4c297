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
    void isSatisfiedByWhenAllThenEveryElementIsNeeded() {
        RequiredScope required = RequiredScope.allOf("a b");

        assertThat(required.isSatisfiedBy(Set.of("a", "b", "c"))).isTrue();
        assertThat(required.isSatisfiedBy(Set.of("a"))).isFalse();
        assertThat(required.isSatisfiedBy(Set.of("b"))).isFalse();
        assertThat(required.isSatisfiedBy(Set.of())).isFalse();
    }

    @Test
    @Tag("I9")
    void isSatisfiedByWhenAnyThenOneElementIsEnough() {
        RequiredScope required = RequiredScope.anyOf("a b");

        assertThat(required.isSatisfiedBy(Set.of("b"))).isTrue();
        assertThat(required.isSatisfiedBy(Set.of("a", "c"))).isTrue();
        assertThat(required.isSatisfiedBy(Set.of("c"))).isFalse();
        assertThat(required.isSatisfiedBy(Set.of())).isFalse();
    }

    @ParameterizedTest
    @Tag("I9")
    @ValueSource(strings = {"readonly", "rea", "Read", "READ", "read write"})
    void isSatisfiedByWhenElementDiffersThenNot(String granted) {
        assertThat(RequiredScope.allOf("read").isSatisfiedBy(Set.of(granted))).isFalse();
        assertThat(RequiredScope.anyOf("read").isSatisfiedBy(Set.of(granted))).isFalse();
    }

    @Test
    void isSatisfiedByWhenNothingIsDemandedThenAnyTokenWillDo() {
        RequiredScope any = new RequiredScope(List.of(), ScopeMatch.ANY, Optional.empty(), Optional.empty());

        assertThat(RequiredScope.none().isSatisfiedBy(Set.of())).isTrue();
        assertThat(any.isSatisfiedBy(Set.of())).isTrue();
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
                .isThrownBy(() -> new RequiredScope(List.of(""), ScopeMatch.ALL, Optional.empty(), Optional.empty()));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new RequiredScope(List.of("a b"), ScopeMatch.ALL, Optional.empty(), Optional.empty()));
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
                .isEqualTo(new RequiredScope(
                        List.of("a", "b"), ScopeMatch.ANY, Optional.of(Duration.ZERO), Optional.empty()));
    }
}
