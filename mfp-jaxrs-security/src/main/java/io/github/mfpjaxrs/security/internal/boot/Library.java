package io.github.mfpjaxrs.security.internal.boot;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.internal.client.RestClientFactory;
import io.github.mfpjaxrs.security.internal.cluster.Cluster;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.decision.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import io.github.mfpjaxrs.security.internal.decision.RequestValidator;
import io.github.mfpjaxrs.security.internal.decision.SeveralServersValidator;
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
import io.github.mfpjaxrs.security.internal.request.ServerSelection;
import io.github.mfpjaxrs.security.spi.AuthorizationServerSelector;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The object graph for one application. Only this class assembles the graph, using plain constructors. {@link Beans}
 * exposes parts of the graph to CDI. Thread-safe. {@link #close()} stops the threads and closes the connections.
 */
final class Library implements AutoCloseable {

    /**
     * The objects that the container provides.
     *
     * @param loader the application's class loader
     * @param introspector the application's own introspector bean, or {@link #defaultIntrospector()}
     * @param clients creates REST clients
     * @param selector selects the authorization server for a request; empty if the configuration determines it
     * @param listener receives each decision
     * @param instrumentation observes decisions and introspections
     * @param publisher publishes the current request's security context
     * @param implementations finds the possible bean classes of an object whose own class reveals only interfaces
     * @param sharing the beans that connect the application's instances
     * @param applications supplies the {@code Application} classes that are CDI beans
     */
    record Container(
            ClassLoader loader,
            TokenIntrospector introspector,
            RestClientFactory clients,
            Optional<AuthorizationServerSelector> selector,
            DecisionListener listener,
            Instrumentation instrumentation,
            RequestScopePublisher publisher,
            Function<Class<?>, Set<Class<?>>> implementations,
            Cluster.Beans sharing,
            Supplier<Set<Class<?>>> applications) {}

    private final ServerConnection defaultServer;
    private final List<ServerConnection> servers = new ArrayList<>();
    private final List<Cluster.Member> members = new ArrayList<>();
    private final RequestValidator validator;
    private final Cluster cluster;
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
        defaultServer = connect(settings, container);
        validator = validator(settings, container);
        cluster = Cluster.connect(
                container.sharing(),
                settings.shared(),
                container.loader(),
                members,
                Ticker.systemTicker(),
                InstantSource.system());
        ProtectionResolver resolver = new ProtectionResolver(settings.defaultScope(), settings.serverNames());
        placements = new PlacementValidator(resolver);
        RefusalMessages messages = new RefusalMessages(settings.errorBody());
        ServerSelection selection = new ServerSelection(container.selector(), settings.serverNames());
        http = new HttpAuthorization(
                new PathProtection(settings.pathRules()),
                validator,
                selection,
                messages,
                container.publisher(),
                resolver);
        resources = new ResourceAuthorizer(
                new MethodRequirements(resolver, container.implementations()),
                new RequestAuthorizer(validator, selection, messages, container.publisher()));
        beanInvocations = new BeanInvocationCheck(resources, container.publisher());
        invocations = new AllowanceCheck(resources, container.applications());
        unscopedApplications = new UnscopedApplicationCheck(resolver, container.loader());
        startupReport = new StartupReport(settings, placements, http);
        lazyProtection = new LazyMethodProtection(
                resources, placements, startupReport, invocations, container.applications(), http);
        operations = new OperationCatalogue(resources);
    }

    private ServerConnection connect(Settings settings, Container container) {
        ServerConnection server = new ServerConnection(
                settings,
                container.clients(),
                container.loader(),
                container.instrumentation().ofServer(settings.server().name()));
        servers.add(server);
        return server;
    }

    /**
     * Creates a validator for all configured servers. Only the unnamed server uses the application's own
     * introspector.
     */
    private RequestValidator validator(Settings settings, Container container) {
        AccessTokenValidator ofDefault = defaultServer.validator(container.introspector(), container.listener());
        members.add(new Cluster.Member(settings, ofDefault.cache(), ofDefault::connect));
        if (settings.further().servers().isEmpty()) {
            return ofDefault;
        }
        Map<String, AccessTokenValidator> validators = new HashMap<>();
        validators.put(Settings.DEFAULT_SERVER, ofDefault);
        settings.further().servers().forEach((name, ofServer) -> {
            ServerConnection server = connect(ofServer, container);
            AccessTokenValidator named = server.validator(server.introspector(), container.listener());
            members.add(new Cluster.Member(ofServer, named.cache(), named::connect));
            validators.put(name, named);
        });
        return new SeveralServersValidator(settings, validators, container.listener());
    }

    /** Returns the introspector selected by the configuration. */
    TokenIntrospector defaultIntrospector() {
        return defaultServer.introspector();
    }

    /**
     * Reads the servers' metadata if endpoints are discovered rather than configured, so that mistakes are reported
     * at start-up.
     */
    void checkMetadata() {
        servers.forEach(ServerConnection::checkMetadata);
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
        cluster.close();
        servers.forEach(ServerConnection::close);
    }
}
