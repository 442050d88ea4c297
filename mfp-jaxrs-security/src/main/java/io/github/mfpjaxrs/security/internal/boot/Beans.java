package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.internal.client.AuthorizationServerApi;
import io.github.mfpjaxrs.security.internal.cluster.Cluster;
import io.github.mfpjaxrs.security.internal.config.ApplicationConfiguration;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.config.SettingsReader;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.quarkus.MethodAuthorizer;
import io.github.mfpjaxrs.security.internal.request.BeanInvocations;
import io.github.mfpjaxrs.security.internal.request.NameBoundAuthorization;
import io.github.mfpjaxrs.security.internal.request.RequestScopePublisher;
import io.github.mfpjaxrs.security.internal.request.RequestSecurityContext;
import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck;
import io.github.mfpjaxrs.security.spi.AuthorizationServerSelector;
import io.github.mfpjaxrs.security.spi.EvictionChannel;
import io.github.mfpjaxrs.security.spi.HttpRequestAuthorizer;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.ResourceOperations;
import io.github.mfpjaxrs.security.spi.SharedTokenCache;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Creates the application's {@link Library} and exposes the library's parts to CDI. The class is not final and has a
 * no-arg constructor so that CDI can create a client proxy.
 */
@ApplicationScoped
class Beans {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    @Inject
    TokenIntrospector introspector;

    /** Resolved lazily, because on Quarkus these beans do not exist yet when the application starts. */
    @Inject
    @RestClient
    Instance<AuthorizationServerApi> clients;

    /** Unsatisfied unless the application provides its own selector. */
    @Inject
    Instance<AuthorizationServerSelector> selector;

    @Inject
    Event<AccessDecided> decisions;

    @Inject
    @Any
    Instance<Instrumentation> instrumentations;

    @Inject
    BeanManager beans;

    /**
     * Injected only to keep Quarkus from removing the bean as unused. {@link RequestScopePublisher} looks up the
     * bean.
     */
    @Inject
    Instance<RequestSecurityContext> securityContext;

    /** Unsatisfied unless an extension or the application provides a channel between the application's instances. */
    @Inject
    Instance<EvictionChannel> evictions;

    @Inject
    Instance<SharedTokenCache> sharedCache;

    /** Unsatisfied on runtimes that do not support portable extensions. */
    @Inject
    Instance<MFPSecurityExtension> extension;

    private final AtomicBoolean rootsToCheck = new AtomicBoolean(true);
    private Config configuration;
    private Library library;

    @PostConstruct
    void create() {
        configuration = ApplicationConfiguration.current();
        Settings settings = SettingsReader.read(configuration);
        settings.remarks().forEach(remark -> LOG.log(Level.WARNING, "MFP configuration: {0}", remark));
        library = new Library(
                settings,
                new Library.Container(
                        applicationLoader(),
                        introspector,
                        new InjectedClients(clients),
                        selector.isUnsatisfied() ? Optional.empty() : Optional.of(selector.get()),
                        new CdiDecisionEvents(decisions, beans),
                        Instrumentations.of(instrumentations.stream().toList()),
                        new RequestScopePublisher(beans),
                        new BeanClasses(beans)::implementations,
                        new Cluster.Beans(only(evictions), only(sharedCache)),
                        this::applications));
        if (extension.isResolvable()) {
            extension.get().resources().forEach(library.placements()::check);
            Set<Class<?>> applications = applications();
            extension.get().resources().forEach(type -> library.operations().discovered(type, applications));
        }
    }

    private static <T> Optional<T> only(Instance<T> candidates) {
        if (candidates.isAmbiguous()) {
            throw new ConfigurationException(List.of("more than one bean connects the instances of this application: "
                    + candidates.stream().map(bean -> bean.getClass().getName()).toList()));
        }
        return candidates.isResolvable() ? Optional.ofNullable(candidates.get()) : Optional.empty();
    }

    private ClassLoader applicationLoader() {
        Optional<ClassLoader> extensionLoader =
                extension.isResolvable() ? extension.get().loader() : Optional.empty();
        return extensionLoader.orElseGet(ApplicationConfiguration::loader);
    }

    /**
     * Stops the application at start-up if the configuration or the metadata of an authorization server is invalid.
     * Metadata is read only if it is needed. Also checks the resource classes that an {@code Application} lists,
     * unless the extension has already checked them.
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (extension.isUnsatisfied()) {
            applicationBeans()
                    .flatMap(bean -> DeployedApplication.listedBy(instance(bean)).stream())
                    .forEach(type -> {
                        library.lazyProtection().register(type);
                        library.operations().discovered(type, applications());
                    });
        }
        if (extension.isResolvable()) {
            applicationBeans()
                    .filter(bean ->
                            library.http().needsFilter() || DeployedApplication.isProtected(bean.getBeanClass()))
                    .forEach(bean -> DeployedApplication.requireServices(bean.getBeanClass(), instance(bean)));
        }
        library.checkMetadata();
    }

    @PreDestroy
    void stop() {
        library.close();
    }

    /**
     * Rejects an application, such as a WAR in an EAR, that shares the library with other applications but is
     * configured differently. The authorization server, audience or default scope in its configuration would
     * otherwise be silently ignored.
     */
    void requireSameConfiguration() {
        Set<String> different = ApplicationConfiguration.differences(configuration, ApplicationConfiguration.current());
        if (!different.isEmpty()) {
            throw new ConfigurationException(List.of(different + ": this application shares the library with"
                    + " others but has different values; configure it where the library is deployed, or put the"
                    + " library into this application's WEB-INF/lib"));
        }
    }

    Library library() {
        return library;
    }

    /**
     * Whether requests can reach a class that Quarkus presents as a resource. Quarkus presents every class with
     * resource methods, even if it is only a superclass of resources. If in doubt, the class counts as reachable.
     */
    boolean isReachable(Class<?> type) {
        if (rootsToCheck.compareAndSet(true, false)) {
            rootResources().forEach(library.placements()::check);
        }
        return library.placements().isReachable(type);
    }

    /** If an {@code Application} lists its classes, {@link #start} has already checked them. */
    private Stream<Class<?>> rootResources() {
        if (applicationBeans()
                .anyMatch(bean -> !DeployedApplication.listedBy(instance(bean)).isEmpty())) {
            return Stream.empty();
        }
        return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
                .<Class<?>>map(Bean::getBeanClass)
                .filter(ResourceMethods::isRootResource);
    }

    /** Returns the {@code Application} classes that are CDI beans, as they are on Quarkus. */
    Set<Class<?>> applications() {
        return applicationBeans().map(Bean::getBeanClass).collect(Collectors.toUnmodifiableSet());
    }

    /** Excludes the runtime's own {@code Application} bean, which represents the current request's application. */
    private Stream<Bean<?>> applicationBeans() {
        return beans.getBeans(Application.class, Any.Literal.INSTANCE).stream()
                .filter(bean -> Application.class.isAssignableFrom(bean.getBeanClass()));
    }

    private Application instance(Bean<?> bean) {
        return (Application) beans.getReference(bean, Application.class, beans.createCreationalContext(bean));
    }

    @Produces
    @ApplicationScoped
    TokenValidator tokenValidator() {
        return library.tokenValidator();
    }

    @Produces
    @ApplicationScoped
    TokenCache tokenCache() {
        return library.tokenCache();
    }

    @Produces
    @ApplicationScoped
    AuthorizationServerStatus authorizationServerStatus() {
        return library.authorizationServerStatus();
    }

    @Produces
    @ApplicationScoped
    TokenIntrospector tokenIntrospector() {
        return library.defaultIntrospector();
    }

    @Produces
    @ApplicationScoped
    HttpRequestAuthorizer httpRequestAuthorizer() {
        return library.http();
    }

    @Produces
    @ApplicationScoped
    NameBoundAuthorization nameBoundAuthorization() {
        return library.resources();
    }

    @Produces
    @ApplicationScoped
    BeanInvocations beanInvocations() {
        return library.beanInvocations();
    }

    @Produces
    @ApplicationScoped
    MethodAuthorizer methodAuthorizer() {
        return library.lazyProtection();
    }

    @Produces
    @ApplicationScoped
    ResourceOperations resourceOperations() {
        return library.operations();
    }

    /** Dependent-scoped, so that invocations are checked without going through a client proxy. */
    @Produces
    @Dependent
    InvocationCheck invocationCheck() {
        return library.invocations();
    }
}
