package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Unsaid;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Knows what each resource method demands, resolved once, and has requests authorized for it. Thread-safe. */
final class ResourceGuard {

    private record ResourceMethod(Class<?> type, Method method) {}

    /**
     * What is known of a resource method.
     *
     * @param own what it and its class demand
     * @param isSubResource whether other resources lead to it, and may demand more
     */
    record MethodProtection(Protection own, boolean isSubResource) {}

    private final ProtectionResolver resolver;
    private final PathProtection paths;
    private final RequestAuthorization authorization;
    private final ConcurrentMap<ResourceMethod, MethodProtection> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<Application, Protection> applications = new ConcurrentHashMap<>();

    ResourceGuard(ProtectionResolver resolver, RequestAuthorization authorization) {
        this.resolver = resolver;
        this.paths = new PathProtection(resolver);
        this.authorization = authorization;
    }

    MethodProtection protectionOf(Class<?> type, Method method) {
        return known.computeIfAbsent(
                new ResourceMethod(type, method),
                m -> new MethodProtection(
                        resolver.ofMethod(m.type(), m.method()), !ResourceMethods.isRootResource(m.type())));
    }

    void authorize(ContainerRequestContext request, MethodProtection method) {
        authorization.authorize(request, whole(request, method));
    }

    /** Begins what {@link #authorize} needs, for runtimes whose threads must not wait. */
    CompletionStage<?> prepare(ContainerRequestContext request, MethodProtection method) {
        return authorization.prepare(request, whole(request, method));
    }

    /** For a request that some annotation has bound us to: there must be a demand, if only the application's. */
    void authorizeBound(ContainerRequestContext request, ResourceInfo resource, Application application) {
        MethodProtection method = protectionOf(resource.getResourceClass(), resource.getResourceMethod());
        if (method.own() instanceof Unsaid) {
            Protection general =
                    applications.computeIfAbsent(application, a -> resolver.ofClass(ApplicationClass.of(a)));
            method = new MethodProtection(general, method.isSubResource());
        }
        Protection whole = whole(request, method);
        authorization.authorize(
                request,
                whole instanceof Unsaid
                        ? new Unresolvable("no annotation is found for " + resource.getResourceMethod())
                        : whole);
    }

    private Protection whole(ContainerRequestContext request, MethodProtection method) {
        return method.isSubResource()
                ? paths.of(request.getUriInfo().getMatchedResources()).and(method.own())
                : method.own();
    }
}
