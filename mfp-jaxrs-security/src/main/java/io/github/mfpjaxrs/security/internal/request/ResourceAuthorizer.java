package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.jersey.JerseyApplication;
import io.github.mfpjaxrs.security.internal.protection.LocatorProtection;
import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.protection.MethodProtection.Place;
import io.github.mfpjaxrs.security.internal.protection.MethodRequirements;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.protection.ProtectionResolver;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import io.github.mfpjaxrs.security.internal.runtime.RuntimeDocuments;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/** Knows what each resource method requires, resolved once, and has requests authorized for it. Thread-safe. */
public final class ResourceAuthorizer implements NameBoundAuthorization {

    private final MethodRequirements requirements;
    private final LocatorProtection paths;
    private final RequestAuthorizer authorization;
    private final ConcurrentMap<ResourceMethod, MethodProtection> deployed = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceMethod, MethodProtection> met = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceMethod, Protection> ofObjects = new ConcurrentHashMap<>();
    private volatile boolean inPlace;
    private final AtomicReference<Protection> ofApplications = new AtomicReference<>(new Unsaid());

    public ResourceAuthorizer(MethodRequirements requirements, RequestAuthorizer authorization) {
        this.requirements = requirements;
        this.paths = new LocatorProtection(requirements);
        this.authorization = authorization;
    }

    /**
     * Takes note of a method that is deployed.
     *
     * @param applications the application it is deployed with; several where that is not known, and all count then
     * @return what it requires in this application
     */
    public MethodProtection deploy(Class<?> type, Method method, Set<Class<?>> applications) {
        MethodProtection resolved = resolve(type, method, applications);
        Protection ofApplication = resolved.ofApplication();
        ofApplications.updateAndGet(before -> before.equals(ofApplication) ? before : before.and(ofApplication));
        deployed.merge(
                resolved.method(),
                resolved,
                (before, now) -> resolved(now.method(), before.ofApplication().and(now.ofApplication()), true));
        return resolved;
    }

    /** Whether {@link #deploy} was told of a method, which has a filter of its own then if it needs one. */
    public boolean isDeployed(Class<?> type, Method method) {
        return deployed.containsKey(new ResourceMethod(type, method));
    }

    /** JAX-RS has asked for the library's filters. */
    public void filtersAreInPlace() {
        inPlace = true;
    }

    /** Whether JAX-RS has asked for the library's filters. */
    public boolean isInPlace() {
        return inPlace;
    }

    /** What a method requires, without taking note of it. */
    public MethodProtection resolve(Class<?> type, Method method, Set<Class<?>> applications) {
        return resolved(
                new ResourceMethod(type, method),
                applications.stream().map(requirements::ofClass).reduce(new Unsaid(), Protection::and),
                applications.size() > 1);
    }

    private MethodProtection resolved(ResourceMethod method, Protection ofApplication, boolean isOfSeveral) {
        Protection own = requirements.of(method.type(), method.method());
        boolean onlySeemsOpen = own instanceof Unsaid
                && !(ofApplication instanceof Unsaid)
                && requirements.isPermittedByInheritance(method.type(), method.method());
        return new MethodProtection(
                method,
                onlySeemsOpen ? ProtectionResolver.inheritedPermission() : own,
                place(method),
                ofApplication,
                isOfSeveral);
    }

    static Place place(ResourceMethod method) {
        if (!ResourceMethods.isResourceMethod(method.type(), method.method())) {
            return Place.ADDED;
        }
        return ResourceMethods.isRootResource(method.type()) ? Place.ROOT_RESOURCE : Place.SUB_RESOURCE;
    }

    public void authorize(ContainerRequestContext request, MethodProtection method) {
        authorization.authorize(request, method.method(), whole(request, method));
    }

    /** As {@link #authorize}, for runtimes whose threads must not wait. */
    public CompletionStage<?> tryAuthorize(ContainerRequestContext request, MethodProtection method) {
        return authorization.tryAuthorize(request, method.method(), whole(request, method));
    }

    /** For a request that some annotation has bound us to: there must be a requirement, if only the application's. */
    @Override
    public void authorizeBound(ContainerRequestContext request, ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        if (RuntimeDocuments.areServedBy(type)) {
            return;
        }
        MethodProtection method = met(type, resource.getResourceMethod());
        Protection whole = whole(request, method);
        authorization.authorize(
                request,
                method.method(),
                whole instanceof Unsaid
                        ? new Unresolvable("no annotation is found for " + resource.getResourceMethod())
                        : whole);
    }

    /** A method that was not deployed is a sub-resource's: which application it is of is not known, and all count. */
    private MethodProtection met(Class<?> type, Method method) {
        ResourceMethod called = new ResourceMethod(type, method);
        MethodProtection known = deployed.get(called);
        return known != null ? known : met.computeIfAbsent(called, m -> resolved(m, ofApplications.get(), true));
    }

    private Protection whole(ContainerRequestContext request, MethodProtection anyApplications) {
        MethodProtection method = inApplication(request, anyApplications);
        return switch (method.place()) {
            case ROOT_RESOURCE -> method.ownOrApplications();
            case SUB_RESOURCE -> whole(paths.of(Routes.of(request), request), ofObject(request, method));
            case ADDED -> whole(ofResource(Routes.of(request), method), method);
        };
    }

    /**
     * What a request to a method requires, by its route alone.
     *
     * @param route as the runtime tells it
     */
    Protection whole(Route route, MethodProtection method) {
        return switch (method.place()) {
            case ROOT_RESOURCE -> method.ownOrApplications();
            case SUB_RESOURCE ->
                whole(
                        paths.of(route).orElseGet(() -> new Unresolvable("the runtime does not tell its locators")),
                        method);
            case ADDED -> whole(ofResource(route, method), method);
        };
    }

    /** Of several applications, the one counts that the request came by, where the runtime tells. */
    private MethodProtection inApplication(ContainerRequestContext request, MethodProtection method) {
        Application application = method.isOfSeveral() && JaxRsRuntime.of(request) == JaxRsRuntime.JERSEY
                ? JerseyApplication.of(request)
                : null;
        return application == null
                ? method
                : new MethodProtection(
                        method.method(),
                        method.own(),
                        method.place(),
                        requirements.ofClass(application.getClass()),
                        false);
    }

    /** Some runtimes name an interface or a superclass, where the class of the sub-resource says more. */
    private MethodProtection ofObject(ContainerRequestContext request, MethodProtection method) {
        Class<?> named = method.method().type();
        Class<?> decided = decided(request, named);
        if (decided == named) {
            return method;
        }
        ResourceMethod actual = new ResourceMethod(decided, method.method().method());
        Protection own = ofObjects.computeIfAbsent(actual, m -> requirements.of(m.type(), m.method()));
        return new MethodProtection(method.method(), own, method.place(), method.ofApplication(), method.isOfSeveral());
    }

    /** The class of the sub-resource that a request came to, as far as its object shows it. */
    private static Class<?> decided(ContainerRequestContext request, Class<?> named) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        return matched.isEmpty() || matched.get(0) instanceof Class || !named.isInstance(matched.get(0))
                ? named
                : matched.get(0).getClass();
    }

    /** The class by whose annotations a request was allowed a method. */
    static Class<?> decided(Allowance allowance) {
        return place(new ResourceMethod(allowance.type(), allowance.method())) == Place.SUB_RESOURCE
                ? decided(allowance.request(), allowance.type())
                : allowance.type();
    }

    /** Whether the class of an object requires what the class requires that the runtime names. */
    boolean isSame(ResourceMethod named, Class<?> actual) {
        return TypeHierarchy.written(actual) == TypeHierarchy.written(named.type())
                || TypeHierarchy.showsOnlyInterfaces(actual) && !named.type().isInterface()
                || requirements.of(named.type(), named.method()).equals(requirements.of(actual, named.method()));
    }

    /** {@code @PermitAll} on a locator opens the way, and not what the application requires of a method that says nothing. */
    private static Protection whole(Protection way, MethodProtection method) {
        Protection said = way.and(method.own());
        boolean onlyTheWayIsOpen = said instanceof Open && method.own() instanceof Unsaid;
        return said instanceof Unsaid || onlyTheWayIsOpen && !(method.ofApplication() instanceof Unsaid)
                ? method.ofApplication()
                : said;
    }

    /** An added method requires what the resource classes require that it was added to. */
    private Protection ofResource(Route route, MethodProtection method) {
        Protection way = paths.of(route).orElse(new Unsaid());
        return route.resourceClasses().stream()
                .filter(type -> type != method.method().type() && ResourceMethods.hasResourceMethods(type))
                .map(requirements::ofClass)
                .reduce(way, Protection::and);
    }
}
