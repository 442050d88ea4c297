package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.protection.MethodRequirements;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.CurrentCall;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BeanInvocationCheckTest {

    private final ResourceAuthorizer guard = new ResourceAuthorizer(
            TestRequirements.withoutDefaultScope(),
            TestAuthorization.granting("accessRestricted", Runnable::run, new FakeListener(false)));

    interface Api {
        @GET
        String balance();
    }

    @Path("accounts")
    static class Accounts implements Api {

        @Override
        @MFPProtected("accessRestricted")
        public String balance() {
            return "";
        }

        @GET
        @Path("rates")
        @MFPProtected("accessRestricted")
        public String rates() {
            return "";
        }

        @GET
        @Path("of")
        @MFPProtected("accessRestricted")
        public String rates(int year) {
            return "";
        }

        @Path("sub")
        @MFPProtected("accessRestricted")
        public Sub sub() {
            return new Sub();
        }
    }

    static class Sub {

        @GET
        public String get() {
            return "";
        }
    }

    static class SubView extends Sub {

        @Override
        public String get() {
            return super.get();
        }
    }

    static class ApiBean implements Api {

        @Override
        @MFPProtected("accessRestricted")
        public String balance() {
            return "";
        }
    }

    static class SameAccounts extends Accounts {}

    static class StricterAccounts extends Accounts {

        @Override
        @MFPProtected("admin")
        public String balance() {
            return "";
        }
    }

    @Test
    @Tag("J14")
    void requireWhenThisMethodWasAllowedThenItRuns() {
        FakeScope scope = FakeScope.active().allowing(allowance(Accounts.class, "balance"));

        assertThatCode(() -> call(scope, new Accounts(), "balance")).doesNotThrowAnyException();
    }

    @Test
    @Tag("J14")
    void requireWhenNothingWasAllowedThenRefused() {
        assertRefused(FakeScope.active(), new Accounts(), "balance");
        assertRefused(FakeScope.inactive(), new Accounts(), "balance");
    }

    @Test
    @Tag("J18")
    void requireWhenAnotherMethodWasAllowedThenRefused() {
        FakeScope scope = FakeScope.active().allowing(allowance(Accounts.class, "balance"));

        assertRefused(scope, new Accounts(), "rates");
    }

    @Test
    @Tag("J18")
    void requireWhenAnOverloadWasAllowedThenRefused() throws Exception {
        Method overloaded = Accounts.class.getMethod("rates", int.class);
        FakeScope scope = FakeScope.active().allowing(allowance(Accounts.class, "rates"));

        assertThatThrownBy(() -> call(scope, new Accounts(), overloaded))
                .hasCauseInstanceOf(InternalServerErrorException.class);
    }

    @Test
    @Tag("J13")
    void requireWhenTheRuntimeNamesTheInterfacesMethodThenItRuns() {
        FakeScope scope = FakeScope.active().allowing(allowance(Accounts.class, method(Api.class, "balance")));

        assertThatCode(() -> call(scope, new Accounts(), "balance")).doesNotThrowAnyException();
    }

    @Test
    @Tag("J26")
    void requireWhenASuperclassWasAllowedThatRequiresTheSameThenItRuns() {
        FakeScope scope = FakeScope.active().allowing(allowance(Accounts.class, "balance"));

        assertThatCode(() -> call(scope, new SameAccounts(), "balance")).doesNotThrowAnyException();
    }

    @Test
    @Tag("J26")
    void requireWhenASuperclassWasAllowedThatRequiresLessThenRefused() {
        FakeScope scope = FakeScope.active().allowing(allowance(Accounts.class, "balance"));

        assertRefused(scope, new StricterAccounts(), "balance");
    }

    @Test
    @Tag("J26")
    void requireWhenAnotherClassWasAllowedThenRefused() {
        FakeScope scope = FakeScope.active().allowing(allowance(Sub.class, method(Accounts.class, "balance")));

        assertRefused(scope, new Accounts(), "balance");
    }

    /** Open Liberty exposes an enterprise bean through its interface, or through a subclass of the bean class. */
    @Test
    @Tag("J30")
    void requireWhenTheRuntimeNamesWhatAnEnterpriseBeanShowsThenTheClassBehindItCounts() {
        Object shown = Proxy.newProxyInstance(
                BeanInvocationCheckTest.class.getClassLoader(),
                new Class<?>[] {Api.class},
                (proxy, called, arguments) -> "");
        Allowance byInterface =
                new Allowance(FakeRequest.without().matching(shown).context(), Api.class, method(Api.class, "balance"));
        Allowance byView = allowance(SubView.class, "get");

        assertThatCode(
                        () -> onThreadOfItsOwn(required(
                                guardOf(ApiBean.class),
                                FakeScope.active().allowing(byInterface),
                                new ApiBean(),
                                "balance")::get))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> onThreadOfItsOwn(
                        required(guardOf(), FakeScope.active().allowing(byInterface), new ApiBean(), "balance")::get))
                .hasCauseInstanceOf(InternalServerErrorException.class);
        assertThatCode(() -> call(FakeScope.active().allowing(byView), new Sub(), "get"))
                .doesNotThrowAnyException();
    }

    /** Without the object, the class that the decision was about is unknown. */
    @Test
    @Tag("J30")
    void requireWhenOnlyAnInterfaceWasDecidedOnThenRefused() {
        Allowance byInterface = allowance(Api.class, "balance");

        assertThatThrownBy(
                        () -> onThreadOfItsOwn(required(
                                guardOf(ApiBean.class),
                                FakeScope.active().allowing(byInterface),
                                new ApiBean(),
                                "balance")::get))
                .hasCauseInstanceOf(InternalServerErrorException.class);
    }

    private static ResourceAuthorizer guardOf(Class<?>... implementations) {
        return new ResourceAuthorizer(
                new MethodRequirements(new ProtectionResolver(RequiredScope.none()), type -> Set.of(implementations)),
                TestAuthorization.granting("accessRestricted", Runnable::run, new FakeListener(false)));
    }

    /** As with Jersey's {@code @ManagedAsync} or an asynchronous dispatch on Payara. */
    @Test
    @Tag("J18")
    void requireWhenNoScopeIsActiveThenWhatTheRuntimesHookAllowsCounts() {
        Allowance allowance = allowance(Accounts.class, "balance");

        assertThatCode(() -> onThreadOfItsOwn(named(allowance, FakeScope.inactive(), "balance")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> onThreadOfItsOwn(named(allowance, FakeScope.inactive(), "rates")))
                .hasCauseInstanceOf(InternalServerErrorException.class);
    }

    /** A forward stays on the thread and keeps what was allowed before it. */
    @Test
    @Tag("J18")
    void requireWhenAScopeIsActiveThenOnlyTheScopeCounts() {
        Allowance allowance = allowance(Accounts.class, "balance");

        assertThatThrownBy(() -> onThreadOfItsOwn(named(allowance, FakeScope.active(), "balance")))
                .hasCauseInstanceOf(InternalServerErrorException.class);
    }

    @Test
    @Tag("J14")
    void requireWhenTheApplicationItselfCallsThenItRuns() {
        Supplier<?> required = required(FakeScope.active(), new Accounts(), method(Accounts.class, "balance"));

        assertThatCode(() -> FakeScope.calling(required)).doesNotThrowAnyException();
    }

    @Test
    @Tag("J14")
    void requireWhenALocatorIsCalledThenItRunsOnlyWhereItsFiltersAreInPlace() {
        assertRefused(FakeScope.active(), new Accounts(), "sub");
        guard.markFiltersInstalled();

        assertThatCode(() -> call(FakeScope.active(), new Accounts(), "sub")).doesNotThrowAnyException();
        assertRefused(FakeScope.active(), new Accounts(), "balance");
    }

    private void assertRefused(FakeScope scope, Object target, String method) {
        assertThatThrownBy(() -> call(scope, target, method)).hasCauseInstanceOf(InternalServerErrorException.class);
    }

    private void call(FakeScope scope, Object target, String method) {
        call(scope, target, method(target.getClass(), method));
    }

    private void call(FakeScope scope, Object target, Method method) {
        onThreadOfItsOwn(required(scope, target, method)::get);
    }

    private Runnable named(Allowance allowance, FakeScope scope, String method) {
        Supplier<?> required = required(scope, new Accounts(), method(Accounts.class, method));
        return () -> CurrentCall.with(allowance, required);
    }

    /**
     * Returns the check's method, called without a stack frame of this test, which would look like a call by the
     * application itself.
     */
    private Supplier<?> required(FakeScope scope, Object target, Method method) {
        return required(guard, scope, target, method);
    }

    private static Supplier<?> required(ResourceAuthorizer guard, FakeScope scope, Object target, String method) {
        return required(guard, scope, target, method(target.getClass(), method));
    }

    private static Supplier<?> required(ResourceAuthorizer guard, FakeScope scope, Object target, Method method) {
        try {
            MethodHandle require = MethodHandles.lookup()
                    .findVirtual(
                            BeanInvocationCheck.class,
                            "require",
                            MethodType.methodType(void.class, Object.class, Method.class))
                    .bindTo(new BeanInvocationCheck(guard, scope.publication()));
            return MethodHandleProxies.asInterfaceInstance(
                    Supplier.class,
                    MethodHandles.insertArguments(require, 0, target, method)
                            .asType(MethodType.methodType(Object.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void onThreadOfItsOwn(Runnable call) {
        CompletableFuture.runAsync(call).join();
    }

    private static Allowance allowance(Class<?> type, String method) {
        return allowance(type, method(type, method));
    }

    private static Allowance allowance(Class<?> type, Method method) {
        return new Allowance(FakeRequest.without().context(), type, method);
    }

    private static Method method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == 0)
                .findFirst()
                .orElseThrow();
    }
}
