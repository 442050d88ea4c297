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
import org.jspecify.annotations.Nullable;

/** Knows what each resource method demands, resolved once, and has requests authorized for it. Thread-safe. */
final class ResourceGuard {

    private record ResourceMethod(
            Class<?> type, Method method, @Nullable Application application) {}

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
    private final ConcurrentMap<ResourceMethod, MethodProtection> known = new ConcurrentHashMap<>();

    ResourceGuard(ProtectionResolver resolver, RequestAuthorization authorization) {
        this.resolver = resolver;
        this.paths = new PathProtection(resolver);
        this.authorization = authorization;
    }

    /**
     * What a method demands.
     *
     * @param application the application it belongs to, or null where the runtime does not say
     */
    MethodProtection protectionOf(Class<?> type, Method method, @Nullable Application application) {
        return known.computeIfAbsent(
                new ResourceMethod(type, method, application),
                m -> new MethodProtection(
                        resolver.ofMethod(m.type(), m.method()),
                        ResourceMethods.isSubResourceMethod(m.type(), m.method()),
                        m.application() == null
                                ? new Unsaid()
                                : resolver.ofClass(ApplicationClass.of(m.application()))));
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
        if (ResourceMethods.isOfTheRuntime(resource.getResourceClass())) {
            return;
        }
        Protection whole =
                whole(request, protectionOf(resource.getResourceClass(), resource.getResourceMethod(), application));
        authorization.authorize(
                request,
                whole instanceof Unsaid
                        ? new Unresolvable("no annotation is found for " + resource.getResourceMethod() + ", nor on "
                                + ApplicationClass.of(application))
                        : whole);
    }

    private Protection whole(ContainerRequestContext request, MethodProtection method) {
        Protection said = method.isSubResource()
                ? paths.of(request.getUriInfo().getMatchedResources()).and(method.own())
                : method.own();
        return said instanceof Unsaid ? method.ofApplication() : said;
    }
}
