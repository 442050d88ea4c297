package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.request.TestRequirements;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionResolverTest {

    private final ProtectionResolver resolver = new ProtectionResolver(RequiredScope.allOf("RegisteredClient"));

    static class Plain {

        public void unsaid() {}

        @MFPProtected
        public void byDefault() {}

        @MFPProtected({"a", "b c"})
        public void several() {}

        @MFPProtected(value = "a b", match = ScopeMatch.ANY)
        public void any() {}

        @MFPProtected(value = "a", maxAge = 0)
        public void fresh() {}

        @MFPProtected(value = "a", maxAge = 30)
        public void aged() {}

        @MFPProtected(value = "a", server = "keycloak")
        public void named() {}

        @MFPProtected({"", " "})
        public void blank() {}

        @MFPProtected("a\"b")
        public void illegal() {}

        @PermitAll
        public void open() {}

        @MFPProtected
        @PermitAll
        public void both() {}
    }

    @Test
    void ofMethodWhenNothingIsSaidThenUnsaid() {
        assertThat(resolve(Plain.class, "unsaid")).isEqualTo(new Unsaid());
    }

    @Test
    void ofMethodWhenNoScopeIsNamedThenTheDefaultScope() {
        assertThat(resolve(Plain.class, "byDefault")).isEqualTo(scope("RegisteredClient"));
        assertThat(resolve(Plain.class, "blank")).isEqualTo(scope("RegisteredClient"));
    }

    @Test
    void ofMethodWhenScopesMatchOrAgeAreNamedThenRead() {
        assertThat(resolve(Plain.class, "several")).isEqualTo(scope("a b c"));
        assertThat(resolve(Plain.class, "any")).isEqualTo(new Scoped(RequiredScope.anyOf("a b")));
        assertThat(resolve(Plain.class, "fresh"))
                .isEqualTo(new Scoped(RequiredScope.allOf("a").withMaxAge(Duration.ZERO)));
        assertThat(resolve(Plain.class, "aged"))
                .isEqualTo(new Scoped(RequiredScope.allOf("a").withMaxAge(Duration.ofSeconds(30))));
    }

    @Test
    @Tag("C2")
    void ofMethodWhenScopeIsIllegalThenUnresolvable() {
        assertUnresolvable(resolve(Plain.class, "illegal"), "RFC 6749");
    }

    @Test
    void ofMethodWhenPermitAllThenOpenUnlessProtectedToo() {
        assertThat(resolve(Plain.class, "open")).isEqualTo(new Open());
        assertUnresolvable(resolve(Plain.class, "both"), "@PermitAll");
    }

    @MFPProtected("class")
    @PermitAll
    static class Protected {

        public void inherits() {}

        @MFPProtected("method")
        public void own() {}

        @PermitAll
        public void open() {}
    }

    static class Sub extends Protected {

        @Override
        public void own() {}

        @Override
        public void open() {}
    }

    @MFPProtected("subclass")
    static class ProtectedSub extends Protected {

        @Override
        public void own() {}

        @Override
        public void inherits() {}
    }

    @Test
    void ofMethodWhenClassIsProtectedThenMethodsOwnComesFirst() {
        assertThat(resolve(Protected.class, "inherits")).isEqualTo(scope("class"));
        assertThat(resolve(Protected.class, "own")).isEqualTo(scope("method"));
        assertThat(resolve(Protected.class, "open")).isEqualTo(new Open());
        assertThat(resolver.ofClass(Protected.class)).isEqualTo(scope("class"));
    }

    @Test
    @Tag("J3")
    void ofMethodWhenOverriddenThenAnnotationsOfTheOverriddenOneCount() {
        assertThat(resolve(Sub.class, "inherits")).isEqualTo(scope("class"));
        assertThat(resolve(Sub.class, "own")).isEqualTo(scope("method"));
        assertUnresolvable(resolve(Sub.class, "open"), "repeat it on the method itself");
        assertThat(resolve(ProtectedSub.class, "own")).isEqualTo(scope("method"));
        assertThat(resolve(ProtectedSub.class, "inherits")).isEqualTo(scope("subclass"));
    }

    interface Api {

        @MFPProtected("interface")
        void call();

        void plain();
    }

    interface OtherApi {

        @MFPProtected("other")
        void call();
    }

    interface SameApi {

        @MFPProtected("interface")
        void call();
    }

    interface SubApi extends Api {

        @Override
        void call();
    }

    static class Implementation implements SubApi, SameApi {

        @Override
        public void call() {}

        @Override
        public void plain() {}
    }

    static class Torn implements Api, OtherApi {

        @Override
        public void call() {}

        @Override
        public void plain() {}
    }

    static class Decided implements Api, OtherApi {

        @Override
        @MFPProtected("mine")
        public void call() {}

        @Override
        public void plain() {}
    }

    @Test
    @Tag("J3")
    @Tag("J4")
    void ofMethodWhenInterfaceIsAnnotatedThenItCountsAfterTheClasses() {
        assertThat(resolve(Implementation.class, "call")).isEqualTo(scope("interface"));
        assertThat(resolve(Implementation.class, "plain")).isEqualTo(new Unsaid());
        assertThat(resolve(Decided.class, "call")).isEqualTo(scope("mine"));
    }

    @Test
    @Tag("J3")
    void ofMethodWhenInterfacesDisagreeThenUnresolvable() {
        assertUnresolvable(resolve(Torn.class, "call"), "different things");
    }

    @MFPProtected("type")
    interface ProtectedType {

        default void call() {}
    }

    static class OfProtectedType implements ProtectedType {}

    @Test
    @Tag("J4")
    void ofClassWhenInterfaceTypeIsAnnotatedThenItCounts() {
        assertThat(resolver.ofClass(OfProtectedType.class)).isEqualTo(scope("type"));
        assertThat(resolver.ofClass(ProtectedType.class)).isEqualTo(scope("type"));
        assertThat(resolve(OfProtectedType.class, "call")).isEqualTo(scope("type"));
    }

    abstract static class Generic<T> {

        @MFPProtected("generic")
        public abstract void call(T value);

        @MFPProtected("number")
        public void overloaded(Number value) {}
    }

    static class Filled extends Generic<String> {

        @Override
        public void call(String value) {}

        public void overloaded(Integer value) {}
    }

    interface GenericApi<T> {

        @MFPProtected("generic")
        void call(T value);
    }

    interface FilledApi extends GenericApi<String> {

        @Override
        default void call(String value) {}
    }

    static class OfFilledApi implements FilledApi {}

    static class OfGenericApi implements GenericApi<String> {

        @Override
        public void call(String value) {}
    }

    @Test
    @Tag("J3")
    void ofMethodWhenTypeVariableIsFilledInThenGenericAnnotationCounts() {
        assertThat(resolve(Filled.class, "call", String.class)).isEqualTo(scope("generic"));
        assertThat(resolve(OfGenericApi.class, "call", String.class)).isEqualTo(scope("generic"));
    }

    @Test
    @Tag("J3")
    void ofMethodWhenAnInterfaceFillsInTheTypeVariableThenGenericAnnotationCounts() {
        assertThat(resolve(OfFilledApi.class, "call", String.class)).isEqualTo(scope("generic"));
    }

    @Test
    void ofMethodWhenMerelyOverloadedThenNotTaken() {
        assertThat(resolve(Filled.class, "overloaded", Integer.class)).isEqualTo(new Unsaid());
        assertThat(resolve(Filled.class, "overloaded", Number.class)).isEqualTo(scope("number"));
    }

    @Path("root")
    static class Root {

        @Path("a")
        @MFPProtected("locator")
        public Leaf leaf() {
            return new Leaf();
        }

        @Path("b")
        public Object anything() {
            return new Other();
        }

        @GET
        @Path("c")
        public Leaf resource() {
            return new Leaf();
        }
    }

    @MFPProtected("holder")
    static class Holder {

        @Path("leaf")
        public Leaf leaf() {
            return new Leaf();
        }

        @Path("class")
        public Class<Leaf> type() {
            return Leaf.class;
        }
    }

    interface Locators {

        @Path("leaf")
        @MFPProtected("interface")
        Leaf leaf();
    }

    static class ByInterface implements Locators {

        @Override
        public Leaf leaf() {
            return new Leaf();
        }
    }

    static class Leaf {

        @GET
        public String get() {
            return "leaf";
        }
    }

    static class Other {}

    @MFPProtected("class")
    static class Way {

        @Path("holder")
        public Holder holder() {
            return new Holder();
        }
    }

    @Test
    @Tag("J5")
    void pathWhenLocatorIsAnnotatedThenItsDemand() {
        assertThat(path(new Leaf(), new ByInterface())).isEqualTo(scope("interface"));
        assertThat(path(new Leaf() {}, new ByInterface())).isEqualTo(scope("interface"));
    }

    @Test
    @Tag("J6")
    void pathWhenHoldingClassIsAnnotatedThenItsDemand() {
        assertThat(path(new Leaf(), new Holder())).isEqualTo(scope("holder"));
    }

    @Test
    @Tag("J12")
    void pathWhenNoLocatorExplainsAStepThenUnresolvable() {
        assertUnresolvable(path(new Other(), new Holder()), "no sub-resource locator");
        assertUnresolvable(path(new Other(), new Leaf(), new Plain()), "no sub-resource locator");
    }

    @Test
    @Tag("J5")
    void pathWhenSeveralLocatorsMayLeadThereAndDisagreeThenUnresolvable() {
        assertUnresolvable(path(new Leaf(), new Root()), "several sub-resource locators");
        assertThat(path(new Other(), new Root())).isEqualTo(new Unsaid());
    }

    @Test
    @Tag("J6")
    void pathWhenLongThenAllDemandsOnIt() {
        assertThat(path(new Leaf(), new Holder(), new Way())).isEqualTo(scope("class holder"));
    }

    @Test
    @Tag("J6")
    void pathWhenRuntimeNamesClassesRatherThanObjectsThenTheSame() {
        assertThat(path(Leaf.class, Holder.class, Way.class)).isEqualTo(scope("class holder"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Tag("J6")
    void pathWhenRuntimeDoesNotTellItThenUnresolvable(int length) {
        List<Object> matched = List.<Object>of(new Leaf()).subList(0, length);

        assertUnresolvable(
                new LocatorProtection(TestRequirements.by(resolver)).ofMatchedResources(matched), "does not say");
    }

    @Test
    void isRootResourceWhenPathStandsAnywhereInTheHierarchyThenTrue() {
        assertThat(ResourceMethods.isRootResource(Root.class)).isTrue();
        assertThat(ResourceMethods.isRootResource(new Root() {}.getClass())).isTrue();
        assertThat(ResourceMethods.isRootResource(Leaf.class)).isFalse();
    }

    @Test
    void locatorsWhenClassHasThemThenThoseWithoutAnHttpMethod() {
        assertThat(ResourceMethods.locators(Root.class))
                .extracting(Method::getName)
                .containsExactlyInAnyOrder("leaf", "anything");
    }

    private Protection path(Object... matched) {
        return new LocatorProtection(TestRequirements.by(resolver)).ofMatchedResources(List.of(matched));
    }

    @Test
    @Tag("T1")
    void ofMethodWhenAServerIsNamedThenItIsRequired() throws NoSuchMethodException {
        ProtectionResolver ofTwo =
                new ProtectionResolver(RequiredScope.none(), Set.of(Settings.DEFAULT_SERVER, "keycloak"));

        assertThat(ofTwo.ofMethod(Plain.class, Plain.class.getMethod("named")))
                .isEqualTo(new Scoped(RequiredScope.allOf("a").withServer("keycloak")));
    }

    @Test
    @Tag("T1")
    void ofMethodWhenTheNamedServerIsNotConfiguredThenUnresolvable() {
        assertUnresolvable(resolve(Plain.class, "named"), "mfp.authorization-server.names");
    }

    private Protection resolve(Class<?> type, String name, Class<?>... parameters) {
        Method method = Arrays.stream(type.getMethods())
                .filter(m ->
                        !m.isBridge() && m.getName().equals(name) && Arrays.equals(m.getParameterTypes(), parameters))
                .findFirst()
                .orElseThrow();
        return resolver.ofMethod(type, method);
    }

    private static Protection scope(String scope) {
        return new Scoped(RequiredScope.allOf(scope));
    }

    private static void assertUnresolvable(Protection protection, String reason) {
        assertThat(protection)
                .isInstanceOfSatisfying(
                        Unresolvable.class,
                        unresolvable -> assertThat(unresolvable.reason()).contains(reason));
    }
}
