package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PlacementValidatorTest {

    private final PlacementValidator placements = new PlacementValidator(new ProtectionResolver(RequiredScope.none()));

    /** Only a superclass: no locator returns an object of this class. */
    public static class Parent {}

    public static class OfSub extends Sub {}

    public static class Sub extends Parent {

        @GET
        public String get() {
            return "";
        }
    }

    @Path("own")
    public static class Root extends Sub {}

    @Path("protected")
    public static class ToSub {

        @GET
        public String own() {
            return "";
        }

        @Path("sub")
        @MFPProtected("a")
        public Sub sub() {
            return new Sub();
        }
    }

    @Path("open")
    public static class OpenToSub {

        @Path("sub")
        public Sub sub() {
            return new Sub();
        }
    }

    @Path("vague")
    public static class OpenToAnything {

        @Path("any")
        public Object any() {
            return new Sub();
        }
    }

    @Path("protected-vague")
    public static class ToAnything {

        @Path("any")
        @MFPProtected("a")
        public Object any() {
            return new Sub();
        }
    }

    /** The JDK's types are containers at best, even if they are interfaces. */
    @Path("map")
    public static class ToMap {

        @Path("map")
        @MFPProtected("a")
        public Map<String, Sub> map() {
            return Map.of();
        }
    }

    @Path("direct")
    public static class ToRoot {

        @Path("root")
        @MFPProtected("a")
        public Root root() {
            return new Root();
        }
    }

    @Path("two")
    public static class Disagreeing {

        @Path("a")
        @MFPProtected("a")
        public Sub a() {
            return new Sub();
        }

        @Path("b")
        @MFPProtected("b")
        public Sub b() {
            return new Sub();
        }
    }

    @Path("half")
    public static class HalfProtected {

        @Path("a")
        public Sub a() {
            return new Sub();
        }

        @Path("b")
        @MFPProtected("b")
        public Sub b() {
            return new Sub();
        }
    }

    @Path("agreeing")
    public static class Agreeing {

        @Path("a")
        @MFPProtected("a")
        public Sub a() {
            return new Sub();
        }

        @Path("b")
        @MFPProtected("a")
        public Sub b() {
            return new Sub();
        }
    }

    @Path("permitting")
    public static class Permitting {

        @Path("a")
        @PermitAll
        public Sub a() {
            return new Sub();
        }

        @Path("b")
        public Sub b() {
            return new Sub();
        }
    }

    public static class Contradictory {

        @GET
        @MFPProtected("a")
        @PermitAll
        public String get() {
            return "";
        }
    }

    @Path("to-contradictory")
    public static class ToContradictory {

        @Path("sub")
        public Contradictory sub() {
            return new Contradictory();
        }
    }

    @Test
    void checkWhenAProtectedLocatorMayReturnARootThenFailsInEitherOrder() {
        placements.check(ToSub.class);
        assertMistake(Root.class, "ToSub.sub", "root resource");

        PlacementValidator others = new PlacementValidator(new ProtectionResolver(RequiredScope.none()));
        others.check(Root.class);
        assertThatThrownBy(() -> others.check(ToSub.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll("ToSub.sub", Root.class.getName());
    }

    @Test
    void checkWhenAProtectedLocatorReturnsARootThenFailsAlone() {
        assertMistake(ToRoot.class, "ToRoot.root", "root resource");
    }

    @Test
    void checkWhenAProtectedLocatorReturnsAClassThatIsNoRootThenPasses() {
        placements.check(ToSub.class);
        placements.check(Sub.class);

        assertThat(placements.hasLocators()).isTrue();
    }

    @Test
    void checkWhenAnOpenLocatorMayReturnARootThenPasses() {
        placements.check(OpenToSub.class);
        placements.check(Root.class);

        assertThat(placements.hasLocators()).isTrue();
        assertThat(placements.hasVagueLocators()).isFalse();
    }

    @Test
    void checkWhenAProtectedLocatorRevealsNothingThenFails() {
        assertMistake(ToAnything.class, "ToAnything.any", "may be anything");
        assertMistake(ToMap.class, "ToMap.map", "may be anything");
    }

    @Test
    void checkWhenAnOpenLocatorRevealsNothingThenItIsKnownToBeVague() {
        placements.check(OpenToAnything.class);

        assertThat(placements.hasLocators()).isTrue();
        assertThat(placements.hasVagueLocators()).isTrue();
    }

    @Test
    void checkWhenLocatorsToOneClassRequireDifferentScopesThenFails() {
        assertMistake(Disagreeing.class, " may both lead to " + Sub.class.getName());
        assertMistake(HalfProtected.class, " may both lead to " + Sub.class.getName());
    }

    @Test
    void checkWhenLocatorsToOneClassRequireTheSameOrNothingThenPasses() {
        placements.check(Agreeing.class);
        placements.check(Permitting.class);

        assertThat(placements.hasLocators()).isTrue();
    }

    @Test
    void checkWhenAClassBehindALocatorContradictsItselfThenFailsEachTime() {
        assertMistake(ToContradictory.class, "Contradictory.get");
        assertMistake(ToContradictory.class, "Contradictory.get");
    }

    @Test
    void subResourceMethodsWhenOneOfTwoPathsIsOpenThenItIsTheLessStrict() throws Exception {
        String get = PlacementValidator.signature(Sub.class, Sub.class.getMethod("get"));
        placements.check(ToSub.class);
        assertThat(placements.subResourceMethods()).containsOnlyKeys(get);
        assertThat(placements.subResourceMethods().get(get)).isInstanceOf(Scoped.class);

        placements.check(OpenToSub.class);

        Map<String, Protection> methods = placements.subResourceMethods();
        assertThat(methods).containsOnlyKeys(get);
        assertThat(methods.get(get)).isNotInstanceOf(Scoped.class);
    }

    @Test
    void hasLocatorsWhenThereAreNoneThenFalse() {
        placements.check(Root.class);

        assertThat(placements.hasLocators()).isFalse();
        assertThat(placements.hasVagueLocators()).isFalse();
        assertThat(placements.subResourceMethods()).isEmpty();
    }

    private void assertMistake(Class<?> type, String... parts) {
        assertThatThrownBy(() -> placements.check(type))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContainingAll(parts);
    }

    @Test
    @Tag("J15")
    void isReachableWhenClassIsNoRootThenOnlyBehindALocatorThatMayReturnIt() {
        placements.check(OpenToSub.class);

        assertThat(placements.isReachable(OpenToAnything.class)).isTrue();
        assertThat(placements.isReachable(Sub.class)).isTrue();
        assertThat(placements.isReachable(OfSub.class)).isTrue();
        assertThat(placements.isReachable(Parent.class)).isFalse();
    }

    @Test
    @Tag("J15")
    void isReachableWhenALocatorMayReturnAnythingThenTrueExceptForASuperclassOfAResource() {
        placements.check(OpenToAnything.class);

        assertThat(placements.isReachable(OfSub.class)).isTrue();
        assertThat(placements.isReachable(Parent.class)).isTrue();
        placements.check(Root.class);
        assertThat(placements.isReachable(OfSub.class)).isTrue();
        assertThat(placements.isReachable(Parent.class)).isFalse();
    }
}
