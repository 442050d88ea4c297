package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import jakarta.ws.rs.GET;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MethodRequirementsTest {

    private static final Class<?> PROXY = Proxy.newProxyInstance(
                    MethodRequirementsTest.class.getClassLoader(),
                    new Class<?>[] {Balance.class},
                    (proxy, method, arguments) -> null)
            .getClass();

    interface Balance {
        @GET
        String get();
    }

    static class Guarded implements Balance {

        @Override
        @MFPProtected("read")
        public String get() {
            return "";
        }
    }

    static class GuardedAsWell implements Balance {

        @Override
        @MFPProtected("read")
        public String get() {
            return "";
        }
    }

    static class Unguarded implements Balance {

        @Override
        public String get() {
            return "";
        }
    }

    private static final Protection READ = new Protection.Scoped(RequiredScope.allOf("read"));

    @Test
    @Tag("J30")
    void ofWhenTheClassIsWrittenThenItsOwnAnnotationsCount() throws Exception {
        assertThat(behind(Unguarded.class).ofMethod(Guarded.class, get())).isEqualTo(READ);
        assertThat(behind(Guarded.class).ofMethod(Unguarded.class, get())).isEqualTo(new Protection.Unsaid());
    }

    @Test
    @Tag("J30")
    void ofWhenOnlyAnInterfaceIsShownThenTheClassBehindItCounts() throws Exception {
        assertThat(behind(Guarded.class).ofMethod(PROXY, get())).isEqualTo(READ);
        assertThat(behind(Unguarded.class).ofMethod(PROXY, get())).isEqualTo(new Protection.Unsaid());
    }

    @Test
    @Tag("J30")
    void ofWhenAllClassesThatMayBeBehindRequireTheSameThenThat() throws Exception {
        assertThat(behind(Guarded.class, GuardedAsWell.class).ofMethod(PROXY, get()))
                .isEqualTo(READ);
    }

    @Test
    @Tag("J30")
    void ofWhenClassesThatMayBeBehindDifferThenItCannotBeTold() throws Exception {
        assertThat(behind(Guarded.class, Unguarded.class).ofMethod(PROXY, get()))
                .isInstanceOfSatisfying(
                        Protection.Unresolvable.class,
                        unresolvable -> assertThat(unresolvable.reason())
                                .contains("several classes", Guarded.class.getName(), Unguarded.class.getName()));
    }

    @Test
    @Tag("J30")
    void ofWhenNoClassBehindIsKnownThenItCannotBeTold() throws Exception {
        assertThat(behind().ofMethod(PROXY, get()))
                .isInstanceOfSatisfying(
                        Protection.Unresolvable.class,
                        unresolvable -> assertThat(unresolvable.reason()).contains("shows only interfaces"));
    }

    private static MethodRequirements behind(Class<?>... implementations) {
        Set<Class<?>> all = new LinkedHashSet<>(List.of(implementations));
        return new MethodRequirements(new ProtectionResolver(RequiredScope.none()), type -> all);
    }

    private static Method get() throws NoSuchMethodException {
        return Balance.class.getMethod("get");
    }
}
