package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Unsaid;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;

/** Knows what each resource method demands, resolved once, and has requests authorized for it. Thread-safe. */
final class ResourceGuard {

    private record ResourceMethod(Class<?> type, Method method) {}

    /**
     * What is known of a resource method.
     *
     * @param own what it and its class demand
     * @param isSubResource whether other resources lead to it, and may demand more
     * @param ofApplication what the application demands where nothing else does
     */
    record MethodProtection(Protection own, boolean isSubResource, Protection ofApplication) {

        Protection ownOrApplications() {
            return own instanceof Unsaid ? ofApplication : own;
        }

        /** Whether no request to it needs to be looked at. */
        boolean isNone() {
            return !isSubResource && ownOrApplications() instanceof Unsaid;
        }
    }

    private final ProtectionResolver resolver;
    private final PathProtection paths;
    private final RequestAuthorization authorization;
    private final ConcurrentMap<ResourceMethod, MethodProtection> deployed = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceMethod, MethodProtection> met = new ConcurrentHashMap<>();
    private final AtomicReference<Protection> ofApplications = new AtomicReference<>(new Unsaid());

    ResourceGuard(ProtectionResolver resolver, RequestAuthorization authorization) {
        this.resolver = resolver;
        this.paths = new PathProtection(resolver);
        this.authorization = authorization;
    }

    /**
     * Takes note of a method that is deployed.
     *
     * @param applications the application it is deployed with; several where that is not known, and all count then
     */
    MethodProtection deploy(Class<?> type, Method method, Set<Class<?>> applications) {
        MethodProtection resolved = resolve(type, method, applications);
        Protection ofApplication = resolved.ofApplication();
        ofApplications.updateAndGet(before -> before.equals(ofApplication) ? before : before.and(ofApplication));
        return deployed.merge(
                new ResourceMethod(type, method),
                resolved,
                (before, now) -> resolved(type, method, before.ofApplication().and(now.ofApplication())));
    }

    /** Whether {@link #deploy} was told of a method, which has a filter of its own then if it needs one. */
    boolean isDeployed(Class<?> type, Method method) {
        return deployed.containsKey(new ResourceMethod(type, method));
    }

    /** Whether JAX-RS has shown us any method. */
    boolean hasDeployed() {
        return !deployed.isEmpty();
    }

    /** What a method demands, without taking note of it. */
    MethodProtection resolve(Class<?> type, Method method, Set<Class<?>> applications) {
        return resolved(
                type, method, applications.stream().map(resolver::ofClass).reduce(new Unsaid(), Protection::and));
    }

    private MethodProtection resolved(Class<?> type, Method method, Protection ofApplication) {
        return new MethodProtection(
                resolver.ofMethod(type, method), ResourceMethods.isSubResourceMethod(type, method), ofApplication);
    }

    void authorize(ContainerRequestContext request, MethodProtection method) {
        authorization.authorize(request, whole(request, method));
    }

    /** As {@link #authorize}, for runtimes whose threads must not wait. */
    CompletionStage<?> tryAuthorize(ContainerRequestContext request, MethodProtection method) {
        return authorization.tryAuthorize(request, whole(request, method));
    }

    /** For a request that some annotation has bound us to: there must be a demand, if only the application's. */
    void authorizeBound(ContainerRequestContext request, ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        if (ResourceMethods.isOfTheRuntime(type)) {
            return;
        }
        MethodProtection method = met(type, resource.getResourceMethod());
        Protection whole = whole(request, method);
        authorization.authorize(
                request,
                whole instanceof Unsaid
                        ? new Unresolvable("no annotation is found for " + resource.getResourceMethod())
                        : whole);
    }

    /** For every request, on a runtime that deploys no sub-resources: those to root resources pass. */
    void authorizeSubResource(ContainerRequestContext request, ResourceInfo resource) {
        MethodProtection method = met(resource.getResourceClass(), resource.getResourceMethod());
        if (method.isSubResource()) {
            authorization.authorize(request, whole(request, method));
        }
    }

    /** A method that was not deployed is a sub-resource's: which application it is of is not known, and all count. */
    private MethodProtection met(Class<?> type, Method method) {
        ResourceMethod called = new ResourceMethod(type, method);
        MethodProtection known = deployed.get(called);
        return known != null
                ? known
                : met.computeIfAbsent(called, m -> resolved(m.type(), m.method(), ofApplications.get()));
    }

    private Protection whole(ContainerRequestContext request, MethodProtection method) {
        Protection said = method.isSubResource()
                ? paths.of(request.getUriInfo().getMatchedResources()).and(method.own())
                : method.own();
        return said instanceof Unsaid ? method.ofApplication() : said;
    }
}
