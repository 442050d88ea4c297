package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.quarkus.MethodAuthorizer;
import io.github.mfpjaxrs.security.internal.request.ResourceAuthorizer;
import io.github.mfpjaxrs.security.internal.request.Routes;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * Resolves what a resource method demands when its first request arrives, where {@link MethodProtectionFeature} has not
 * been asked about it: on Quarkus, for an application that lists its classes. A mistake that would have failed the deployment refuses the requests. Thread-safe.
 */
final class LazyMethodProtection implements MethodAuthorizer {

    private final ResourceAuthorizer guard;
    private final PlacementValidator placements;
    private final StartupReport startupAudit;
    private final Supplier<Set<Class<?>>> applications;
    private final InvocationCheck check;
    private final ConcurrentMap<ResourceMethod, MethodProtection> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceMethod, Boolean> concerned = new ConcurrentHashMap<>();

    /**
     * @param applications the application's class; several where it is not known which of them runs
     */
    LazyMethodProtection(
            ResourceAuthorizer guard,
            PlacementValidator placements,
            StartupReport startupAudit,
            InvocationCheck check,
            Supplier<Set<Class<?>>> applications) {
        this.guard = guard;
        this.placements = placements;
        this.startupAudit = startupAudit;
        this.applications = applications;
        this.check = check;
    }

    /**
     * Looks at a class that is known to be served before its first request arrives.
     *
     * @throws ConfigurationException if something is wrong with it
     */
    void announce(Class<?> type) {
        placements.check(type);
        for (Method method : ResourceMethods.resourceMethods(type)) {
            MethodProtection protection = guard.resolve(type, method, applications.get());
            startupAudit.deployed(type, method, protection.ownOrApplications());
            startupAudit.deployedWith(protection.ofApplication());
        }
    }

    @Override
    public CompletionStage<?> tryAuthorize(ContainerRequestContext request, ResourceInfo resource) {
        Optional<MethodProtection> method = of(resource);
        return method.isPresent() ? guard.tryAuthorize(request, method.get()) : CompletableFuture.completedFuture(null);
    }

    @Override
    public void authorize(ContainerRequestContext request, ResourceInfo resource) {
        of(resource).ifPresent(method -> guard.authorize(request, method));
    }

    @Override
    public void confirm(ContainerRequestContext request, ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        Object allowance = request.getProperty(Allowance.PROPERTY);
        if (allowance instanceof Allowance found && found.covers(type, method)) {
            return;
        }
        if (concerned.computeIfAbsent(
                new ResourceMethod(type, method), m -> check.concerns(m.type(), m.method(), applications.get()))) {
            check.require(allowance, new InvocationCheck.Call(type, method, Routes.of(request)), applications.get());
        }
    }

    private Optional<MethodProtection> of(ResourceInfo resource) {
        guard.filtersAreInPlace();
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        return guard.isDeployed(type, method)
                ? Optional.empty()
                : Optional.of(known.computeIfAbsent(new ResourceMethod(type, method), this::resolve));
    }

    private MethodProtection resolve(ResourceMethod resource) {
        try {
            placements.check(resource.type());
            return guard.resolve(resource.type(), resource.method(), applications.get());
        } catch (ConfigurationException e) {
            return new MethodProtection(
                    resource,
                    new Unresolvable(String.valueOf(e.getMessage())),
                    MethodProtection.Place.ROOT_RESOURCE,
                    new Unsaid(),
                    false);
        }
    }
}
