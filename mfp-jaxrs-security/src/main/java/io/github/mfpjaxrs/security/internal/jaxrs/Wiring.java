package io.github.mfpjaxrs.security.internal.jaxrs;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.internal.client.AuthorizationServerApi;
import io.github.mfpjaxrs.security.internal.client.RestAuthorizationServer;
import io.github.mfpjaxrs.security.internal.oauth.AccessTokenValidator;
import io.github.mfpjaxrs.security.internal.oauth.ApplicationConfiguration;
import io.github.mfpjaxrs.security.internal.oauth.ConfigurationException;
import io.github.mfpjaxrs.security.internal.oauth.IntrospectionThreads;
import io.github.mfpjaxrs.security.internal.oauth.Introspectors;
import io.github.mfpjaxrs.security.internal.oauth.KnownEndpoints;
import io.github.mfpjaxrs.security.internal.oauth.Settings;
import io.github.mfpjaxrs.security.internal.oauth.SettingsReader;
import io.github.mfpjaxrs.security.internal.quarkus.MethodGate;
import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Application;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Wires everything, here and nowhere else. Not final, and with a constructor without parameters, for its client proxy.
 */
@ApplicationScoped
class Wiring {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    @Inject
    TokenIntrospector introspector;

    /** Made where they are needed alone: Quarkus does not have them yet when an application starts. */
    @Inject
    @RestClient
    Instance<AuthorizationServerApi> clients;

    @Inject
    Event<AccessDecided> decisions;

    @Inject
    BeanManager beans;

    /** Quarkus takes away a bean that nobody injects; {@link RequestScopePublication} looks it up. */
    @Inject
    Instance<RequestCaller> caller;

    /** Not there on runtimes without portable extensions. */
    @Inject
    Instance<DeploymentCheck> deployment;

    private final KnownEndpoints endpoints = new KnownEndpoints();
    private Config configuration;
    private Settings settings;
    private IntrospectionThreads threads;
    private RestAuthorizationServer server;
    private AccessTokenValidator validator;
    private PlacementCheck placements;
    private ResourceGuard resourceGuard;
    private InvocationGate invocationGate;
    private OverlookedApplications overlooked;
    private StartupAudit startupAudit;
    private LateProtection lateProtection;

    @PostConstruct
    void wire() {
        configuration = ApplicationConfiguration.current();
        settings = SettingsReader.read(configuration);
        settings.remarks().forEach(remark -> LOG.log(Level.WARNING, "MFP configuration: {0}", remark));
        threads = new IntrospectionThreads(settings.guard().concurrent(), applicationLoader());
        server = new RestAuthorizationServer(
                new InjectedClients(clients), settings, applicationLoader(), InstantSource.system());
        validator = new AccessTokenValidator(
                settings,
                introspector,
                threads,
                new CdiDecisionListener(decisions, beans),
                Ticker.systemTicker(),
                InstantSource.system());
        ProtectionResolver resolver = new ProtectionResolver(settings.defaultScope());
        placements = new PlacementCheck(resolver);
        if (deployment.isResolvable()) {
            deployment.get().resources().forEach(placements::check);
        }
        RequestScopePublication publication = new RequestScopePublication(beans);
        resourceGuard = new ResourceGuard(
                new MethodRequirements(resolver, new Implementations(beans)::of),
                new RequestAuthorization(validator, new RefusalResponse(settings.errorBody()), publication));
        invocationGate = new InvocationGate(resourceGuard, publication);
        overlooked = new OverlookedApplications(resolver, applicationLoader());
        startupAudit = new StartupAudit(settings, placements);
        lateProtection = new LateProtection(resourceGuard, placements, startupAudit, this::applications);
    }

    private ClassLoader applicationLoader() {
        Optional<ClassLoader> ofDeployment =
                deployment.isResolvable() ? deployment.get().loader() : Optional.empty();
        return ofDeployment.orElseGet(ApplicationConfiguration::loader);
    }

    /**
     * Refuses an application that shares us with others, as those in an EAR do, and is configured otherwise: its own
     * authorization server, audience or default scope would silently be ignored.
     */
    void requireSameConfiguration() {
        Set<String> different = ApplicationConfiguration.differences(configuration, ApplicationConfiguration.current());
        if (!different.isEmpty()) {
            throw new ConfigurationException(List.of(different + ": this application has other values than those around"
                    + " it, with which it shares the library; configure it where the library lies, or put the library"
                    + " into its own WEB-INF/lib"));
        }
    }

    /**
     * Reads the configuration, and what it rests on, when the application starts, so that a mistake stops it there; so
     * does one in the resources that an application lists, where {@link DeploymentCheck} has not found them.
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (deployment.isUnsatisfied()) {
            applicationBeans()
                    .flatMap(bean -> DeployedApplication.listedBy(instance(bean)).stream())
                    .forEach(lateProtection()::announce);
        }
        Introspectors.checkMetadata(settings(), () -> server, endpoints);
    }

    @PreDestroy
    void stop() {
        startupAudit.close();
        threads.close();
        server.close();
    }

    Settings settings() {
        return settings;
    }

    /** The classes of the applications that are beans, as on Quarkus. */
    Set<Class<?>> applications() {
        return applicationBeans().map(Bean::getBeanClass).collect(Collectors.toUnmodifiableSet());
    }

    /** Without the runtime's own, which stands for the application of the current request. */
    private Stream<Bean<?>> applicationBeans() {
        return beans.getBeans(Application.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> Application.class.isAssignableFrom(bean.getBeanClass()));
    }

    private Application instance(Bean<?> bean) {
        return (Application) beans.getReference(bean, Application.class, beans.createCreationalContext(bean));
    }

    PlacementCheck placements() {
        return placements;
    }

    ResourceGuard resourceGuard() {
        return resourceGuard;
    }

    OverlookedApplications overlooked() {
        return overlooked;
    }

    StartupAudit startupAudit() {
        return startupAudit;
    }

    @Produces
    @ApplicationScoped
    TokenValidator tokenValidator() {
        return validator;
    }

    LateProtection lateProtection() {
        return lateProtection;
    }

    @Produces
    @ApplicationScoped
    MethodGate methodGate() {
        return lateProtection;
    }

    /** Dependent, and so without a client proxy between a resource method and its check. */
    @Produces
    @Dependent
    InvocationCheck invocationCheck() {
        return new AllowanceCheck(resourceGuard, this::applications);
    }

    InvocationGate invocationGate() {
        return invocationGate;
    }

    @Produces
    @ApplicationScoped
    TokenCache tokenCache() {
        return validator.cache();
    }

    @Produces
    @ApplicationScoped
    TokenIntrospector tokenIntrospector() {
        return Introspectors.of(settings, server, endpoints, Ticker.systemTicker(), InstantSource.system());
    }
}
