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

/** Resolves each resource method's requirement once and authorizes requests against it. Thread-safe. */
public final class ResourceAuthorizer implements NameBoundAuthorization {

    private final MethodRequirements requirements;
    private final LocatorProtection locators;
    private final RequestAuthorizer requests;
    private final ConcurrentMap<ResourceMethod, MethodProtection> deployed = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceMethod, MethodProtection> undeployed = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceMethod, Protection> byActualClass = new ConcurrentHashMap<>();
    private volatile boolean filtersInstalled;
    private final AtomicReference<Protection> combinedApplications = new AtomicReference<>(new Unsaid());

    public ResourceAuthorizer(MethodRequirements requirements, RequestAuthorizer requests) {
        this.requirements = requirements;
        this.locators = new LocatorProtection(requirements);
        this.requests = requests;
    }

    /**
     * Registers a deployed method.
     *
     * @param applications the application in which the method is deployed; if the application is unknown, all
     *     candidates, whose requirements then all apply
     * @return the method's protection in this application
     */
    public MethodProtection deploy(Class<?> type, Method method, Set<Class<?>> applications) {
        MethodProtection resolved = resolve(type, method, applications);
        Protection applicationProtection = resolved.applicationProtection();
        combinedApplications.updateAndGet(
                before -> before.equals(applicationProtection) ? before : before.and(applicationProtection));
        deployed.merge(
                resolved.method(),
                resolved,
                (before, now) ->
                        resolved(now.method(), before.applicationProtection().and(now.applicationProtection()), true));
        return resolved;
    }

    /** Whether a method was registered by {@link #deploy}. Such a method has its own filter if it needs one. */
    public boolean isDeployed(Class<?> type, Method method) {
        return deployed.containsKey(new ResourceMethod(type, method));
    }

    /** Records that the JAX-RS runtime has called the library's features, which register the filters. */
    public void markFiltersInstalled() {
        filtersInstalled = true;
    }

    /** Whether the JAX-RS runtime has called the library's features. */
    public boolean areFiltersInstalled() {
        return filtersInstalled;
    }

    /** Resolves a method's protection without registering the method. */
    public MethodProtection resolve(Class<?> type, Method method, Set<Class<?>> applications) {
        return resolved(
                new ResourceMethod(type, method),
                applications.stream().map(requirements::ofClass).reduce(new Unsaid(), Protection::and),
                applications.size() > 1);
    }

    private MethodProtection resolved(
            ResourceMethod method, Protection applicationProtection, boolean hasSeveralApplications) {
        Protection own = requirements.ofMethod(method.type(), method.method());
        boolean onlySeemsOpen = own instanceof Unsaid
                && !(applicationProtection instanceof Unsaid)
                && requirements.isPermittedByInheritance(method.type(), method.method());
        return new MethodProtection(
                method,
                onlySeemsOpen ? ProtectionResolver.inheritedPermission() : own,
                place(method),
                applicationProtection,
                hasSeveralApplications);
    }

    static Place place(ResourceMethod method) {
        if (!ResourceMethods.isResourceMethod(method.type(), method.method())) {
            return Place.ADDED;
        }
        return ResourceMethods.isRootResource(method.type()) ? Place.ROOT_RESOURCE : Place.SUB_RESOURCE;
    }

    public void authorize(ContainerRequestContext request, MethodProtection method) {
        requests.authorize(request, method.method(), requirementFor(request, method));
    }

    /**
     * Authorizes a request on runtimes whose threads must not block, as {@link RequestAuthorizer#tryAuthorize}
     * describes.
     */
    public CompletionStage<?> tryAuthorize(ContainerRequestContext request, MethodProtection method) {
        return requests.tryAuthorize(request, method.method(), requirementFor(request, method));
    }

    /**
     * Authorizes a request that reached the filter through name binding. At least one annotation, possibly the
     * application's, must therefore apply.
     */
    @Override
    public void authorizeBound(ContainerRequestContext request, ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        if (RuntimeDocuments.areServedBy(type)) {
            return;
        }
        MethodProtection method = deployedOrResolved(type, resource.getResourceMethod());
        Protection requirement = requirementFor(request, method);
        requests.authorize(
                request,
                method.method(),
                requirement instanceof Unsaid
                        ? new Unresolvable("no annotation was found for " + resource.getResourceMethod())
                        : requirement);
    }

    /**
     * Returns a method's protection. A method that was not deployed belongs to a sub-resource, whose application is
     * unknown. The requirements of all applications therefore apply.
     */
    private MethodProtection deployedOrResolved(Class<?> type, Method method) {
        ResourceMethod called = new ResourceMethod(type, method);
        MethodProtection known = deployed.get(called);
        return known != null
                ? known
                : undeployed.computeIfAbsent(called, m -> resolved(m, combinedApplications.get(), true));
    }

    private Protection requirementFor(ContainerRequestContext request, MethodProtection deployedMethod) {
        MethodProtection method = inApplication(request, deployedMethod);
        return switch (method.place()) {
            case ROOT_RESOURCE -> method.declared();
            case SUB_RESOURCE ->
                combine(locators.ofRequest(Routes.of(request), request), forActualClass(request, method));
            case ADDED -> {
                Route route = Routes.of(request);
                yield combine(forAddedMethod(locators.ofRequest(route, request), route, method), method);
            }
        };
    }

    /**
     * Returns the requirement for a request, based only on the request's route.
     *
     * @param route the route that the runtime reports
     */
    Protection requirementFor(Route route, MethodProtection method) {
        return switch (method.place()) {
            case ROOT_RESOURCE -> method.declared();
            case SUB_RESOURCE ->
                combine(
                        locators.ofRoute(route)
                                .orElseGet(() -> new Unresolvable("the runtime does not report its locators")),
                        method);
            case ADDED -> combine(forAddedMethod(locators.ofRoute(route).orElse(new Unsaid()), route, method), method);
        };
    }

    /**
     * If there are several applications and the runtime reports which one received the request, only that
     * application's requirement applies.
     */
    private MethodProtection inApplication(ContainerRequestContext request, MethodProtection method) {
        Application application = method.hasSeveralApplications() && JaxRsRuntime.of(request) == JaxRsRuntime.JERSEY
                ? JerseyApplication.find(request)
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

    /** Evaluates the sub-resource's actual class, because some runtimes report only an interface or a superclass. */
    private MethodProtection forActualClass(ContainerRequestContext request, MethodProtection method) {
        Class<?> named = method.method().type();
        Class<?> decided = decided(request, named);
        if (decided == named) {
            return method;
        }
        ResourceMethod actual = new ResourceMethod(decided, method.method().method());
        Protection own = byActualClass.computeIfAbsent(actual, m -> requirements.ofMethod(m.type(), m.method()));
        return new MethodProtection(
                method.method(), own, method.place(), method.applicationProtection(), method.hasSeveralApplications());
    }

    /**
     * Returns the actual class of the sub-resource that serves a request, or the named class if the matched object
     * does not reveal the actual class.
     */
    private static Class<?> decided(ContainerRequestContext request, Class<?> named) {
        List<Object> matched = request.getUriInfo().getMatchedResources();
        return matched.isEmpty() || matched.get(0) instanceof Class || !named.isInstance(matched.get(0))
                ? named
                : matched.get(0).getClass();
    }

    /** Returns the class whose annotations were evaluated when a request was allowed to call a method. */
    static Class<?> decided(Allowance allowance) {
        return place(new ResourceMethod(allowance.type(), allowance.method())) == Place.SUB_RESOURCE
                ? decided(allowance.request(), allowance.type())
                : allowance.type();
    }

    /** Whether the actual class has the same requirement as the class that the runtime reported. */
    boolean hasSameRequirement(ResourceMethod named, Class<?> actual) {
        return TypeHierarchy.userClass(actual) == TypeHierarchy.userClass(named.type())
                || TypeHierarchy.showsOnlyInterfaces(actual) && !named.type().isInterface()
                || requirements
                        .ofMethod(named.type(), named.method())
                        .equals(requirements.ofMethod(actual, named.method()));
    }

    /**
     * Combines the path's requirement with the method's. If the application has a requirement, {@code @PermitAll} on
     * a locator does not open a method without annotations.
     */
    private static Protection combine(Protection path, MethodProtection method) {
        Protection declared = path.and(method.own());
        boolean onlyPathIsOpen = declared instanceof Open && method.own() instanceof Unsaid;
        return declared instanceof Unsaid || onlyPathIsOpen && !(method.applicationProtection() instanceof Unsaid)
                ? method.applicationProtection()
                : declared;
    }

    /** Returns the requirement that an added method inherits from its resource's classes and from locators. */
    private Protection forAddedMethod(Protection path, Route route, MethodProtection method) {
        return route.resourceClasses().stream()
                .filter(type -> type != method.method().type() && ResourceMethods.hasResourceMethods(type))
                .map(requirements::ofClass)
                .reduce(path, Protection::and);
    }
}
