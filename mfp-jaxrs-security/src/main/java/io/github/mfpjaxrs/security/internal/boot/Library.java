package io.github.mfpjaxrs.security.internal.boot;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.internal.client.RestAuthorizationServer;
import io.github.mfpjaxrs.security.internal.client.RestClientFactory;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import io.github.mfpjaxrs.security.internal.introspection.IntrospectorFactory;
import io.github.mfpjaxrs.security.internal.introspection.KnownEndpoints;
import io.github.mfpjaxrs.security.internal.introspection.ObservedAuthorizationServer;
import io.github.mfpjaxrs.security.internal.protection.MethodRequirements;
import io.github.mfpjaxrs.security.internal.protection.PathProtection;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.request.AllowanceCheck;
import io.github.mfpjaxrs.security.internal.request.BeanInvocationCheck;
import io.github.mfpjaxrs.security.internal.request.HttpAuthorization;
import io.github.mfpjaxrs.security.internal.request.OperationCatalogue;
import io.github.mfpjaxrs.security.internal.request.RequestAuthorizer;
import io.github.mfpjaxrs.security.internal.request.RequestScopePublisher;
import io.github.mfpjaxrs.security.internal.request.ResourceAuthorizer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.IntrospectionExecutor;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The object graph of one application. This is the only place where it is assembled, with plain constructors.
 * {@link Beans} exposes its parts to CDI. Thread-safe; {@link #close()} ends threads and closes connections.
 */
final class Library implements AutoCloseable {

    /**
     * What the container provides.
     *
     * @param loader the class loader of the application
     * @param introspector calls the authorization server: the application's own bean, or
     *     {@link #defaultIntrospector()}
     * @param clients creates REST clients
     * @param listener receives each decision
     * @param instrumentation observes decisions and introspections
     * @param publisher holds the security context of the current request
     * @param implementations finds the bean classes behind a class that only implements interfaces
     * @param applications the {@code Application} classes that are CDI beans
     */
    record Container(
            ClassLoader loader,
            TokenIntrospector introspector,
            RestClientFactory clients,
            DecisionListener listener,
            Instrumentation instrumentation,
            RequestScopePublisher publisher,
            Function<Class<?>, Set<Class<?>>> implementations,
            Supplier<Set<Class<?>>> applications) {}

    private final Settings settings;
    private final KnownEndpoints endpoints = new KnownEndpoints();
    private final IntrospectionExecutor executor;
    private final RestAuthorizationServer server;
    private final AuthorizationServer observedServer;
    private final AccessTokenValidator validator;
    private final PlacementValidator placements;
    private final ResourceAuthorizer resources;
    private final HttpAuthorization http;
    private final BeanInvocationCheck beanInvocations;
    private final AllowanceCheck invocations;
    private final UnscopedApplicationCheck unscopedApplications;
    private final StartupReport startupReport;
    private final LazyMethodProtection lazyProtection;
    private final OperationCatalogue operations;

    Library(Settings settings, Container container) {
        this.settings = settings;
        executor = new IntrospectionExecutor(settings.guard().concurrent(), container.loader());
        server = new RestAuthorizationServer(
                container.clients(),
                settings,
                container.loader(),
                container.instrumentation()::inContext,
                InstantSource.system());
        observedServer = container.instrumentation() == Instrumentation.NONE
                ? server
                : new ObservedAuthorizationServer(server, container.instrumentation());
        validator = new AccessTokenValidator(
                settings,
                container.introspector(),
                executor,
                container.listener(),
                container.instrumentation(),
                Ticker.systemTicker(),
                InstantSource.system());
        ProtectionResolver resolver = new ProtectionResolver(settings.defaultScope());
        placements = new PlacementValidator(resolver);
        RefusalMessages messages = new RefusalMessages(settings.errorBody());
        http = new HttpAuthorization(
                new PathProtection(settings.pathRules()), validator, messages, container.publisher(), resolver);
        resources = new ResourceAuthorizer(
                new MethodRequirements(resolver, container.implementations()),
                new RequestAuthorizer(validator, messages, container.publisher()));
        beanInvocations = new BeanInvocationCheck(resources, container.publisher());
        invocations = new AllowanceCheck(resources, container.applications());
        unscopedApplications = new UnscopedApplicationCheck(resolver, container.loader());
        startupReport = new StartupReport(settings, placements, http);
        lazyProtection = new LazyMethodProtection(
                resources, placements, startupReport, invocations, container.applications(), http);
        operations = new OperationCatalogue(resources);
    }

    /** The introspector selected by the configuration. */
    TokenIntrospector defaultIntrospector() {
        return IntrospectorFactory.create(
                settings, observedServer, endpoints, Ticker.systemTicker(), InstantSource.system());
    }

    /** Reads the server's metadata if endpoints are discovered, so that a mistake is reported at start-up. */
    void checkMetadata() {
        IntrospectorFactory.checkMetadata(settings, () -> server, endpoints);
    }

    TokenValidator tokenValidator() {
        return validator;
    }

    TokenCache tokenCache() {
        return validator.cache();
    }

    AuthorizationServerStatus authorizationServerStatus() {
        return validator.status();
    }

    PlacementValidator placements() {
        return placements;
    }

    ResourceAuthorizer resources() {
        return resources;
    }

    HttpAuthorization http() {
        return http;
    }

    BeanInvocationCheck beanInvocations() {
        return beanInvocations;
    }

    AllowanceCheck invocations() {
        return invocations;
    }

    UnscopedApplicationCheck unscopedApplications() {
        return unscopedApplications;
    }

    StartupReport startupReport() {
        return startupReport;
    }

    LazyMethodProtection lazyProtection() {
        return lazyProtection;
    }

    OperationCatalogue operations() {
        return operations;
    }

    @Override
    public void close() {
        startupReport.close();
        executor.close();
        server.close();
    }
}
