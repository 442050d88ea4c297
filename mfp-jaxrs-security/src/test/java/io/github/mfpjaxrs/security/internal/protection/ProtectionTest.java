package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("J6")
class ProtectionTest {

    private static final Protection A = new Scoped(RequiredScope.allOf("a"));
    private static final Protection B = new Scoped(RequiredScope.allOf("b"));
    private static final Protection ANY = new Scoped(RequiredScope.anyOf("a b"));
    private static final Protection OPEN = new Open();
    private static final Protection UNSAID = new Unsaid();
    private static final Protection UNRESOLVABLE = new Unresolvable("why");

    @Test
    void andWhenOneIsUnsaidThenTheOther() {
        assertThat(UNSAID.and(UNSAID)).isEqualTo(UNSAID);
        for (Protection other : new Protection[] {A, ANY, OPEN, UNRESOLVABLE}) {
            assertThat(UNSAID.and(other)).isEqualTo(other);
            assertThat(other.and(UNSAID)).isEqualTo(other);
        }
    }

    @Test
    void andWhenOneIsUnresolvableThenUnresolvable() {
        for (Protection other : new Protection[] {A, ANY, OPEN, UNRESOLVABLE}) {
            assertThat(UNRESOLVABLE.and(other)).isEqualTo(UNRESOLVABLE);
            assertThat(other.and(UNRESOLVABLE)).isEqualTo(UNRESOLVABLE);
        }
    }

    @Test
    void andWhenOneIsOpenThenTheOthersDemandStays() {
        assertThat(OPEN.and(A)).isEqualTo(A);
        assertThat(A.and(OPEN)).isEqualTo(A);
        assertThat(OPEN.and(OPEN)).isEqualTo(OPEN);
    }

    @Test
    void andWhenBothNameScopesThenAllOfThem() {
        assertThat(A.and(B)).isEqualTo(new Scoped(RequiredScope.allOf("a b")));
        assertThat(A.and(A)).isEqualTo(A);
        assertThat(A.and(new Scoped(RequiredScope.anyOf("b")))).isEqualTo(new Scoped(RequiredScope.allOf("a b")));
        assertThat(new Scoped(RequiredScope.anyOf("b")).and(A)).isEqualTo(new Scoped(RequiredScope.allOf("b a")));
    }

    @Test
    void andWhenOneIsAChoiceThenUnresolvableUnlessBothAreTheSame() {
        assertThat(ANY.and(ANY)).isEqualTo(ANY);
        assertThat(ANY.and(A)).isInstanceOf(Unresolvable.class);
        assertThat(A.and(ANY)).isInstanceOf(Unresolvable.class);
        assertThat(ANY.and(new Scoped(RequiredScope.allOf("a b")))).isInstanceOf(Unresolvable.class);
    }

    @Test
    @Tag("T1")
    void andWhenServersDifferThenUnresolvable() {
        Protection ofKeycloak = new Scoped(RequiredScope.allOf("b").withServer("keycloak"));
        Protection alsoOfKeycloak = new Scoped(RequiredScope.allOf("a").withServer("keycloak"));

        assertThat(A.and(ofKeycloak)).isInstanceOf(Unresolvable.class);
        assertThat(ofKeycloak.and(A)).isInstanceOf(Unresolvable.class);
        assertThat(alsoOfKeycloak.and(ofKeycloak))
                .isEqualTo(new Scoped(RequiredScope.allOf("a b").withServer("keycloak")));
        assertThat(ofKeycloak.and(OPEN)).isEqualTo(ofKeycloak);
    }

    @Test
    void andWhenAgesDifferThenTheShorter() {
        Protection short1 = new Scoped(RequiredScope.allOf("a").withMaxAge(Duration.ofSeconds(1)));
        Protection long9 = new Scoped(RequiredScope.allOf("a").withMaxAge(Duration.ofSeconds(9)));
        Protection otherLong9 = new Scoped(RequiredScope.allOf("b").withMaxAge(Duration.ofSeconds(9)));

        assertThat(short1.and(long9)).isEqualTo(short1);
        assertThat(long9.and(short1)).isEqualTo(short1);
        assertThat(long9.and(A)).isEqualTo(long9);
        assertThat(short1.and(otherLong9))
                .isEqualTo(new Scoped(RequiredScope.allOf("a b").withMaxAge(Duration.ofSeconds(1))));
    }
}
