package io.github.mfpjaxrs.security.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.embedded.foreign.PublicParent;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Methods on which Weld would fail are not intercepted. */
@Tag("J25")
class InterceptableMethodsTest {

    static class WithStaticMethod {

        @SuppressWarnings("unused")
        private static CharSequence hidden() {
            return "";
        }

        @SuppressWarnings("unused")
        private static String sameType() {
            return "";
        }
    }

    static class Hiding extends WithStaticMethod {

        public String hidden() {
            return "";
        }

        public String other() {
            return "";
        }
    }

    static class HidingSameType extends WithStaticMethod {

        public String sameType() {
            return "";
        }
    }

    static class WithInstanceMethod {

        @SuppressWarnings("unused")
        private String hidden() {
            return "";
        }
    }

    static class HidingInstanceMethod extends WithInstanceMethod {

        public static String hidden() {
            return "";
        }

        public String other() {
            return "";
        }
    }

    static class HidingInstanceMethodFarther extends HidingInstanceMethod {

        public String own() {
            return "";
        }
    }

    static class Inheriting extends PublicParent {

        public String own() {
            return "";
        }
    }

    static class Base {

        public String overridden() {
            return "";
        }
    }

    static class WithFinalMethod extends Base {

        @Override
        public final String overridden() {
            return "";
        }

        public String own() {
            return "";
        }

        public static String helper() {
            return "";
        }
    }

    static final class FinalClass extends Base {}

    @Test
    void containsWhenStaticMethodOfAnotherTypeIsHiddenThenNone() throws Exception {
        InterceptableMethods methods = InterceptableMethods.of(Hiding.class);

        assertThat(methods.contains(Hiding.class.getMethod("hidden"))).isFalse();
        assertThat(methods.contains(Hiding.class.getMethod("other"))).isFalse();
    }

    @Test
    void containsWhenStaticMethodOfTheSameTypeIsHiddenThenTrue() throws Exception {
        assertThat(InterceptableMethods.of(HidingSameType.class).contains(HidingSameType.class.getMethod("sameType")))
                .isTrue();
    }

    @Test
    void containsWhenStaticMethodHidesAnInstanceMethodThenNone() throws Exception {
        assertThat(InterceptableMethods.of(HidingInstanceMethod.class)
                        .contains(HidingInstanceMethod.class.getMethod("other")))
                .isFalse();
        assertThat(InterceptableMethods.of(HidingInstanceMethodFarther.class)
                        .contains(HidingInstanceMethodFarther.class.getMethod("own")))
                .isFalse();
    }

    @Test
    void containsWhenDeclaringClassIsHiddenInAnotherPackageThenFalse() throws Exception {
        InterceptableMethods methods = InterceptableMethods.of(Inheriting.class);
        Method inherited = PublicParent.class.getSuperclass().getDeclaredMethod("inherited");

        assertThat(methods.contains(inherited)).isFalse();
        assertThat(methods.contains(Inheriting.class.getMethod("own"))).isTrue();
    }

    @Test
    void containsWhenClassIsHiddenInTheSamePackageThenTrue() throws Exception {
        assertThat(InterceptableMethods.of(Base.class).contains(Base.class.getMethod("overridden")))
                .isTrue();
    }

    @Test
    void containsWhenMethodIsFinalOrOverriddenByFinalThenFalse() throws Exception {
        InterceptableMethods methods = InterceptableMethods.of(WithFinalMethod.class);

        assertThat(methods.contains(WithFinalMethod.class.getMethod("overridden")))
                .isFalse();
        assertThat(methods.contains(Base.class.getMethod("overridden"))).isFalse();
        assertThat(methods.contains(WithFinalMethod.class.getMethod("own"))).isTrue();
    }

    @Test
    void containsWhenMethodIsStaticThenFalse() throws Exception {
        assertThat(InterceptableMethods.of(WithFinalMethod.class).contains(WithFinalMethod.class.getMethod("helper")))
                .isFalse();
    }

    @Test
    void containsWhenClassIsFinalThenNone() {
        InterceptableMethods methods = InterceptableMethods.of(FinalClass.class);

        assertThat(Arrays.stream(FinalClass.class.getMethods()).noneMatch(methods::contains))
                .isTrue();
    }
}
