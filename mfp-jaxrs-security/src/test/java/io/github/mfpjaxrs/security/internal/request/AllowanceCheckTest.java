package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck.Call;
import io.github.mfpjaxrs.security.internal.runtime.LocatorCall;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AllowanceCheckTest {

    private final ResourceAuthorizer guard = new ResourceAuthorizer(
            TestRequirements.withoutDefaultScope(),
            TestAuthorization.granting("read", Runnable::run, new FakeListener(false)));
    private final AllowanceCheck check = new AllowanceCheck(guard, Set::of);

    @Path("accounts")
    static class Accounts {

        @GET
        @MFPProtected("read")
        public String balance() {
            return "";
        }

        @GET
        @Path("rates")
        public String rates() {
            return "";
        }

        @GET
        @Path("terms")
        @PermitAll
        public String terms() {
            return "";
        }

        @Path("open")
        public Sub open() {
            return new Sub();
        }

        @Path("closed")
        @MFPProtected("read")
        public Sub closed() {
            return new Sub();
        }
    }

    @Path("accounts")
    static class StricterAccounts extends Accounts {

        @Override
        @MFPProtected("admin")
        public String balance() {
            return "";
        }
    }

    static class Sub {

        @GET
        public String get() {
            return "";
        }
    }

    @MFPProtected("read")
    static class ProtectedApplication extends Application {}

    static class OpenApplication extends Application {}

    @Test
    @Tag("J14")
    void concernsWhenARootResourceRequiresNothingThenFalse() {
        assertThat(concerns("balance")).isTrue();
        assertThat(concerns("rates")).isFalse();
        assertThat(concerns("terms")).isFalse();
    }

    @Test
    @Tag("J14")
    void concernsWhenTheApplicationRequiresThenTrueUnlessTheMethodIsOpen() {
        Set<Class<?>> applications = Set.of(ProtectedApplication.class);

        assertThat(check.concerns(Accounts.class, method(Accounts.class, "rates"), applications))
                .isTrue();
        assertThat(check.concerns(Accounts.class, method(Accounts.class, "terms"), applications))
                .isFalse();
    }

    @Test
    @Tag("J19")
    void concernsWhenOneOfSeveralApplicationsRequiresThenTrueWhicheverTheRuntimeHandsOver() {
        AllowanceCheck ofSeveral =
                new AllowanceCheck(guard, () -> Set.of(OpenApplication.class, ProtectedApplication.class));

        assertThat(ofSeveral.concerns(Accounts.class, method(Accounts.class, "rates"), Set.of(OpenApplication.class)))
                .isTrue();
    }

    @Test
    @Tag("J12")
    void concernsWhenItIsASubResourceThenTrue() {
        assertThat(check.concerns(Sub.class, method(Sub.class, "get"), Set.of()))
                .isTrue();
    }

    @Test
    @Tag("J26")
    void isSameWhenTheObjectsClassRequiresSomethingElseThenFalse() {
        Method balance = method(Accounts.class, "balance");
        Method rates = method(Accounts.class, "rates");

        assertThat(check.hasSameRequirement(Accounts.class, balance, StricterAccounts.class))
                .isFalse();
        assertThat(check.hasSameRequirement(Accounts.class, rates, StricterAccounts.class))
                .isTrue();
        assertThat(check.hasSameRequirement(Accounts.class, balance, Accounts.class))
                .isTrue();
    }

    @Test
    @Tag("J14")
    void requireWhenNothingWasAllowedThenOnlyWhatRequiresNothingRuns() {
        assertRefused(null, call(Accounts.class, "balance", Route.UNKNOWN), Set.of());
        assertRefused("something else", call(Accounts.class, "balance", Route.UNKNOWN), Set.of());
        assertRuns(null, call(Accounts.class, "rates", Route.UNKNOWN), Set.of());
    }

    @Test
    @Tag("J18")
    void requireWhenAMethodWasAllowedThenThisOneRunsAndNoOther() {
        Object allowance =
                new Allowance(FakeRequest.without().context(), Accounts.class, method(Accounts.class, "balance"));

        assertRuns(allowance, call(Accounts.class, "balance", Route.UNKNOWN), Set.of());
        assertRefused(allowance, call(StricterAccounts.class, "balance", Route.UNKNOWN), Set.of());
        assertRefused(allowance, call(Accounts.class, "rates", Route.UNKNOWN), Set.of(ProtectedApplication.class));
    }

    @Test
    @Tag("J19")
    void requireWhenTheApplicationRequiresThenNotWithoutAnAllowance() {
        assertRefused(null, call(Accounts.class, "rates", Route.UNKNOWN), Set.of(ProtectedApplication.class));
        assertRuns(null, call(Accounts.class, "rates", Route.UNKNOWN), Set.of(OpenApplication.class));
    }

    @Test
    @Tag("J12")
    void requireWhenItIsASubResourceThenTheWayCounts() {
        assertRuns(null, call(Sub.class, "get", by("open")), Set.of());
        assertRefused(null, call(Sub.class, "get", by("closed")), Set.of());
        assertRefused(null, call(Sub.class, "get", Route.UNKNOWN), Set.of());
    }

    private boolean concerns(String method) {
        return check.concerns(Accounts.class, method(Accounts.class, method), Set.of());
    }

    private void assertRuns(Object allowance, Call call, Set<Class<?>> applications) {
        assertThatCode(() -> check.require(allowance, call, applications)).doesNotThrowAnyException();
    }

    private void assertRefused(Object allowance, Call call, Set<Class<?>> applications) {
        assertThatThrownBy(() -> check.require(allowance, call, applications))
                .isInstanceOf(InternalServerErrorException.class);
    }

    private static Call call(Class<?> type, String method, Route route) {
        return new Call(type, method(type, method), route);
    }

    private static Route by(String locator) {
        return () -> Optional.of(List.of(new LocatorCall(Accounts.class, method(Accounts.class, locator))));
    }

    private static Method method(Class<?> type, String name) {
        try {
            return type.getMethod(name);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }
}
