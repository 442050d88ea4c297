package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.protection.Protection.Denied;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.protection.foreign.Foreign;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The annotations that apply to a method are those of the methods that it overrides according to Java, and no others.
 */
class OverridingTest {

    private final ProtectionResolver resolver = new ProtectionResolver(RequiredScope.allOf("RegisteredClient"));

    interface Wide {

        @MFPProtected("wide")
        @GET
        default String get() {
            return "wide";
        }
    }

    interface Narrow extends Wide {

        @Override
        @MFPProtected("narrow")
        @GET
        default String get() {
            return "narrow";
        }
    }

    /** Lists the overridden interface first. */
    abstract static class NamesBoth implements Wide, Narrow {}

    public static class InheritsDefault extends NamesBoth {}

    @Test
    @Tag("J17")
    void ofMethodWhenAnInterfaceOverridesAnotherThenTheDefaultThatRunsCounts() throws Exception {
        Scoped narrow = new Scoped(RequiredScope.allOf("narrow"));

        assertThat(resolver.ofMethod(InheritsDefault.class, Wide.class.getMethod("get")))
                .isEqualTo(narrow);
        assertThat(resolver.ofMethod(InheritsDefault.class, Narrow.class.getMethod("get")))
                .isEqualTo(narrow);
    }

    static class PrivateBase {

        @PermitAll
        private String get() {
            return "private";
        }
    }

    @MFPProtected("class")
    public static class BesidePrivate extends PrivateBase {

        @GET
        public String get() {
            return "mine";
        }
    }

    static class StaticBase {

        @PermitAll
        static String get(String key) {
            return key;
        }
    }

    @MFPProtected("class")
    public static class BesideStatic extends StaticBase {

        @GET
        public String get() {
            return "mine";
        }
    }

    @MFPProtected("class")
    public static class BesideForeign extends Foreign {

        @GET
        public String get() {
            return "mine";
        }
    }

    static class PackagePrivateBase {

        @MFPProtected("base")
        String get() {
            return "base";
        }
    }

    public static class OverridesPackagePrivate extends PackagePrivateBase {

        @Override
        @GET
        public String get() {
            return "mine";
        }
    }

    @Test
    @Tag("J17")
    void ofMethodWhenSameSignatureIsNotOverriddenThenItsAnnotationsDoNotCount() {
        assertThat(resolve(BesidePrivate.class, "get")).isEqualTo(scope("class"));
        assertThat(resolve(BesideStatic.class, "get")).isEqualTo(scope("class"));
        assertThat(resolve(BesideForeign.class, "get")).isEqualTo(scope("class"));
    }

    @Test
    @Tag("J17")
    void ofMethodWhenPackagePrivateMethodOfSamePackageIsOverriddenThenItsAnnotationsCount() {
        assertThat(resolve(OverridesPackagePrivate.class, "get")).isEqualTo(scope("base"));
    }

    abstract static class HiddenBase {

        @GET
        @MFPProtected("hidden")
        public String read() {
            return "hidden";
        }

        @Path("ledger")
        @MFPProtected("ledger")
        public Ledger ledger() {
            return new Ledger();
        }
    }

    public static class Ledger {

        @GET
        public String get() {
            return "ledger";
        }
    }

    /** The public versions of the two methods are bridges. */
    @Path("a")
    public static class Facade extends HiddenBase {}

    @Test
    @Tag("J13")
    void ofMethodWhenOnlyABridgeIsPublicThenTheMethodBehindItCounts() throws Exception {
        Method bridge = Facade.class.getMethod("read");

        assertThat(bridge.isBridge()).isTrue();
        assertThat(resolver.ofMethod(Facade.class, bridge)).isEqualTo(scope("hidden"));
        assertThat(ResourceMethods.resourceMethods(Facade.class))
                .extracting(Method::getName)
                .containsExactly("read");
        assertThat(ResourceMethods.locators(Facade.class))
                .extracting(Method::getName)
                .containsExactly("ledger");
        assertThat(ResourceMethods.isVague(Facade.class)).isFalse();
    }

    interface Store<K> {

        @MFPProtected("store")
        String find(K key);
    }

    public static class NumberStore implements Store<Integer> {

        @Override
        @GET
        public String find(Integer key) {
            return "number";
        }

        @GET
        @Path("text")
        public String find(String key) {
            return "text";
        }
    }

    @Test
    @Tag("J13")
    void ofMethodWhenOverloadLooksLikeAGenericMethodThenOnlyTheOneThatFillsItInCounts() throws Exception {
        assertThat(resolver.ofMethod(NumberStore.class, NumberStore.class.getMethod("find", Integer.class)))
                .isEqualTo(scope("store"));
        assertThat(resolver.ofMethod(NumberStore.class, NumberStore.class.getMethod("find", Object.class)))
                .isEqualTo(scope("store"));
        assertThat(resolver.ofMethod(NumberStore.class, NumberStore.class.getMethod("find", String.class)))
                .isEqualTo(new Unsaid());
    }

    interface OpenApi {

        @PermitAll
        String get();
    }

    @MFPProtected("class")
    public static class ImplementsOpen implements OpenApi {

        @Override
        @GET
        public String get() {
            return "mine";
        }
    }

    @MFPProtected("class")
    public static class RepeatsOpen implements OpenApi {

        @Override
        @GET
        @PermitAll
        public String get() {
            return "mine";
        }
    }

    public static class UnprotectedImplementsOpen implements OpenApi {

        @Override
        @GET
        public String get() {
            return "mine";
        }
    }

    public static class OpenBase {

        @GET
        @PermitAll
        public String get() {
            return "base";
        }
    }

    @MFPProtected("class")
    public static class OverridesOpen extends OpenBase {

        @Override
        public String get() {
            return "mine";
        }
    }

    @MFPProtected("class")
    public static class InheritsOpen extends OpenBase {}

    @Test
    @Tag("J22")
    void ofMethodWhenPermitAllStandsOnAnOverriddenMethodThenAnErrorThatAsksToRepeatIt() {
        assertThat(resolve(ImplementsOpen.class, "get")).isInstanceOf(Unresolvable.class);
        assertThat(resolve(OverridesOpen.class, "get")).isInstanceOf(Unresolvable.class);
    }

    @Test
    @Tag("J22")
    void ofMethodWhenPermitAllStandsOnTheMethodThatRunsThenOpen() {
        assertThat(resolve(RepeatsOpen.class, "get")).isEqualTo(new Open());
        assertThat(resolve(InheritsOpen.class, "get")).isEqualTo(new Open());
    }

    @Test
    @Tag("J22")
    void ofMethodWhenPermitAllIsInheritedAndNothingIsProtectedThenUnsaid() {
        assertThat(resolve(UnprotectedImplementsOpen.class, "get")).isEqualTo(new Unsaid());
        assertThat(resolver.isPermittedByInheritance(
                        UnprotectedImplementsOpen.class, method(UnprotectedImplementsOpen.class, "get")))
                .isTrue();
    }

    interface OpenContract {

        @GET
        @PermitAll
        String get();
    }

    static class ScopedParent {

        @MFPProtected("parent")
        public String get() {
            return "parent";
        }
    }

    public static class OverridesScoped extends ScopedParent implements OpenContract {

        @Override
        public String get() {
            return "mine";
        }
    }

    public static class OverridesDenied extends ClosedMethod implements OpenContract {

        @Override
        public String get() {
            return "mine";
        }
    }

    static class OpenParent {

        @GET
        @PermitAll
        public String get() {
            return "open";
        }
    }

    static class SaysNothing extends OpenParent {

        @Override
        public String get() {
            return "nothing";
        }
    }

    @MFPProtected("class")
    public static class OverridesBoth extends SaysNothing {

        @Override
        public String get() {
            return "mine";
        }
    }

    @Test
    @Tag("J22")
    void ofMethodWhenAnOverriddenMethodIsProtectedThenPermitAllOfAnInterfaceDoesNotCount() {
        assertThat(resolve(OverridesScoped.class, "get")).isEqualTo(scope("parent"));
        assertThat(resolve(OverridesDenied.class, "get")).isEqualTo(new Denied());
    }

    @Test
    @Tag("J22")
    void ofMethodWhenPermitAllStandsBehindAnOverriddenMethodWithoutAnnotationsThenAnError() {
        assertThat(resolve(OverridesBoth.class, "get")).isInstanceOf(Unresolvable.class);
    }

    @DenyAll
    @MFPProtected("class")
    public static class Contradictory {

        @GET
        public String get() {
            return "mine";
        }
    }

    @DenyAll
    public static class Closed {

        @GET
        public String get() {
            return "closed";
        }

        @GET
        @MFPProtected("method")
        public String scoped() {
            return "scoped";
        }

        @GET
        @PermitAll
        public String open() {
            return "open";
        }

        @GET
        @RolesAllowed("x")
        public String roles() {
            return "roles";
        }
    }

    @MFPProtected("class")
    public static class ClosedMethod {

        @GET
        @DenyAll
        public String get() {
            return "closed";
        }
    }

    @MFPProtected("class")
    public static class ScopedWithRoles {

        @GET
        @RolesAllowed("x")
        public String get() {
            return "both are required";
        }
    }

    public static class OverridesClosed extends ClosedMethod {

        @Override
        public String get() {
            return "still closed";
        }
    }

    @Test
    @Tag("J23")
    void ofMethodWhenDenyAllIsNearestThenNobodyMayCall() {
        assertThat(resolve(ClosedMethod.class, "get")).isEqualTo(new Denied());
        assertThat(resolve(OverridesClosed.class, "get")).isEqualTo(new Denied());
        assertThat(resolve(Closed.class, "get")).isEqualTo(new Denied());
    }

    @Test
    @Tag("J23")
    void ofMethodWhenMethodSaysOtherwiseThanItsClosedClassThenTheMethodCounts() {
        assertThat(resolve(Closed.class, "scoped")).isEqualTo(scope("method"));
        assertThat(resolve(Closed.class, "open")).isEqualTo(new Open());
        assertThat(resolve(Closed.class, "roles")).isEqualTo(new Unsaid());
        assertThat(resolve(ScopedWithRoles.class, "get")).isEqualTo(scope("class"));
    }

    @Test
    @Tag("J23")
    void ofMethodWhenDenyAllAndScopesStandTogetherThenAnError() {
        assertThat(resolve(Contradictory.class, "get")).isInstanceOf(Unresolvable.class);
    }

    @Test
    @Tag("J23")
    void andWhenOneIsDeniedThenDenied() {
        assertThat(scope("a").and(new Denied())).isEqualTo(new Denied());
        assertThat(new Denied().and(scope("a"))).isEqualTo(new Denied());
        assertThat(new Open().and(new Denied())).isEqualTo(new Denied());
        assertThat(new Unsaid().and(new Denied())).isEqualTo(new Denied());
        assertThat(new Denied().and(new Unresolvable("reason"))).isInstanceOf(Unresolvable.class);
    }

    private Protection resolve(Class<?> type, String name) {
        return resolver.ofMethod(type, method(type, name));
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == 0)
                .findFirst()
                .orElseThrow();
    }

    private static Protection scope(String scope) {
        return new Scoped(RequiredScope.allOf(scope));
    }
}
