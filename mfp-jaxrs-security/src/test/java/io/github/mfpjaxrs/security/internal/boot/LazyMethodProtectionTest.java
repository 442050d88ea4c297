package io.github.mfpjaxrs.security.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.FakeListener;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.request.AllowanceCheck;
import io.github.mfpjaxrs.security.internal.request.FakeRequest;
import io.github.mfpjaxrs.security.internal.request.ResourceAuthorizer;
import io.github.mfpjaxrs.security.internal.request.TestAuthorization;
import io.github.mfpjaxrs.security.internal.request.TestRequirements;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Method;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LazyMethodProtectionTest {

    private final Queue<Runnable> introspections = new ArrayDeque<>();
    private final Settings settings = TestSettings.with();
    private final ProtectionResolver resolver = new ProtectionResolver(settings.defaultScope());
    private final ResourceAuthorizer authorizer = new ResourceAuthorizer(
            TestRequirements.by(resolver),
            TestAuthorization.granting("accessRestricted", introspections::add, new FakeListener(false)));
    private final StartupReport audit =
            new StartupReport(settings, new PlacementValidator(resolver), TestAuthorization.ofPaths());
    private final LazyMethodProtection protection = late(Application.class);

    @Path("accounts")
    public static final class Accounts {

        @GET
        @MFPProtected("accessRestricted")
        public String balance() {
            return "";
        }

        @GET
        public String rates() {
            return "";
        }
    }

    @Path("contradiction")
    public static final class Contradiction {

        @GET
        @PermitAll
        @MFPProtected
        public String balance() {
            return "";
        }
    }

    @MFPProtected("everything")
    static final class ProtectedApplication extends Application {}

    @Test
    void authorizeWhenNobodyWasToldOfTheMethodThenTokenIsNeeded() {
        FakeRequest request = FakeRequest.without();

        protection.authorize(request.context(), resource(Accounts.class, "balance"));

        assertThat(request.refusal()).hasValue(401);
    }

    @Test
    void authorizeWhenMethodHasFilterOfItsOwnThenLeftToThat() {
        ResourceInfo resource = resource(Accounts.class, "balance");
        authorizer.deploy(resource.getResourceClass(), resource.getResourceMethod(), Set.of());
        FakeRequest request = FakeRequest.without();

        protection.authorize(request.context(), resource);

        assertThat(request.refusal()).isEmpty();
    }

    @Test
    void authorizeWhenRequestWasBoundByNameBeforeThenStillDecidesItself() {
        ResourceInfo resource = resource(Accounts.class, "balance");
        authorizer.authorizeBound(FakeRequest.without().context(), resource);
        FakeRequest request = FakeRequest.without();

        protection.authorize(request.context(), resource);

        assertThat(request.refusal()).hasValue(401);
    }

    @Test
    void authorizeWhenNothingIsDemandedThenOpen() {
        FakeRequest request = FakeRequest.without();

        protection.authorize(request.context(), resource(Accounts.class, "rates"));

        assertThat(request.refusal()).isEmpty();
    }

    @Test
    void authorizeWhenApplicationDemandsThenTokenIsNeeded() {
        FakeRequest request = FakeRequest.without();

        late(ProtectedApplication.class).authorize(request.context(), resource(Accounts.class, "rates"));

        assertThat(request.refusal()).hasValue(401);
    }

    @Test
    void authorizeWhenPlacementIsWrongThenEachRequestIsRefused() {
        FakeRequest first = FakeRequest.without();
        FakeRequest second = FakeRequest.with("token");

        protection.authorize(first.context(), resource(Contradiction.class, "balance"));
        protection.authorize(second.context(), resource(Contradiction.class, "balance"));

        assertThat(first.refusal()).hasValue(500);
        assertThat(second.refusal()).hasValue(500);
    }

    @Test
    void registerWhenClassIsInOrderThenItIsInTheStartupLine() {
        protection.register(Accounts.class);

        assertThat(audit.summary())
                .startsWith("MFP protection: resource methods: 1 protected, 1 open; scopes [accessRestricted]");
    }

    @Test
    void registerWhenPlacementIsWrongThenFails() {
        assertThatThrownBy(() -> protection.register(Contradiction.class))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Contradiction.balance");
    }

    @Test
    void tryAuthorizeWhenTokenIsUnknownThenDoneWhenItIsIntrospected() {
        FakeRequest request = FakeRequest.with("token");
        CompletionStage<?> prepared = protection.tryAuthorize(request.context(), resource(Accounts.class, "balance"));
        boolean before = prepared.toCompletableFuture().isDone();

        introspections.remove().run();

        assertThat(before).isFalse();
        assertThat(prepared.toCompletableFuture()).isCompleted();
        protection.authorize(request.context(), resource(Accounts.class, "balance"));
        assertThat(request.refusal()).isEmpty();
    }

    @Test
    void tryAuthorizeWhenAnswerIsCachedThenDecidedAtOnce() {
        ResourceInfo resource = resource(Accounts.class, "balance");
        protection.tryAuthorize(FakeRequest.with("token").context(), resource);
        introspections.remove().run();
        FakeRequest request = FakeRequest.with("token");

        protection.tryAuthorize(request.context(), resource);
        boolean known = request.isAuthenticated();
        protection.authorize(request.context(), resource);

        assertThat(known).isTrue();
        assertThat(introspections).isEmpty();
        assertThat(request.refusal()).isEmpty();
    }

    @Test
    void tryAuthorizeWhenThereIsNoTokenThenRefusedAtOnce() {
        FakeRequest request = FakeRequest.without();

        protection.tryAuthorize(request.context(), resource(Accounts.class, "balance"));

        assertThat(request.refusal()).hasValue(401);
    }

    @Test
    void tryAuthorizeWhenMethodHasFilterOfItsOwnThenNothingIsAsked() {
        ResourceInfo resource = resource(Accounts.class, "balance");
        authorizer.deploy(resource.getResourceClass(), resource.getResourceMethod(), Set.of());

        CompletionStage<?> prepared =
                protection.tryAuthorize(FakeRequest.with("token").context(), resource);

        assertThat(prepared.toCompletableFuture()).isCompleted();
        assertThat(introspections).isEmpty();
    }

    @AfterEach
    void close() {
        audit.close();
    }

    private LazyMethodProtection late(Class<? extends Application> application) {
        return new LazyMethodProtection(
                authorizer,
                new PlacementValidator(resolver),
                audit,
                new AllowanceCheck(authorizer, () -> Set.of(application)),
                () -> Set.of(application),
                TestAuthorization.ofPaths());
    }

    private static ResourceInfo resource(Class<?> type, String name) {
        return new ResourceInfo() {

            @Override
            public Method getResourceMethod() {
                return Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.getName().equals(name))
                        .findFirst()
                        .orElseThrow();
            }

            @Override
            public Class<?> getResourceClass() {
                return type;
            }
        };
    }
}
