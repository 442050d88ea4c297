package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.quarkus.MethodAuthorizer;
import io.github.mfpjaxrs.security.internal.request.HttpAuthorization;
import io.github.mfpjaxrs.security.internal.request.PathAuthorization;
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
 * Resolves a resource method's requirement on the method's first request if {@link MethodProtectionFeature} was not
 * called for the method. This happens on Quarkus for applications that list their classes. If there is a mistake that
 * would otherwise fail the deployment, requests to the method are refused. Thread-safe.
 */
final class LazyMethodProtection implements MethodAuthorizer {

    private final ResourceAuthorizer authorizer;
    private final PlacementValidator placements;
    private final StartupReport startupReport;
    private final Supplier<Set<Class<?>>> applications;
    private final InvocationCheck check;
    private final PathAuthorization paths;
    private final ConcurrentMap<ResourceMethod, MethodProtection> known = new ConcurrentHashMap<>();
    private final ConcurrentMap<ResourceMethod, Boolean> needsCheck = new ConcurrentHashMap<>();

    /**
     * @param applications supplies the application's class, or all candidates if the deployed application is unknown
     */
    LazyMethodProtection(
            ResourceAuthorizer authorizer,
            PlacementValidator placements,
            StartupReport startupReport,
            InvocationCheck check,
            Supplier<Set<Class<?>>> applications,
            HttpAuthorization http) {
        this.paths = new PathAuthorization(http);
        this.authorizer = authorizer;
        this.placements = placements;
        this.startupReport = startupReport;
        this.applications = applications;
        this.check = check;
    }

    /**
     * Checks a class whose resource methods are known before their first request, and adds the methods to the
     * start-up report.
     *
     * @throws ConfigurationException if an annotation on the class or its methods is invalid
     */
    void register(Class<?> type) {
        placements.check(type);
        for (Method method : ResourceMethods.resourceMethods(type)) {
            MethodProtection protection = authorizer.resolve(type, method, applications.get());
            startupReport.deployed(type, method, protection.declared());
            startupReport.deployedIn(applications.get());
            startupReport.applicationRequires(protection.applicationProtection());
        }
    }

    @Override
    public CompletionStage<?> tryAuthorize(ContainerRequestContext request, ResourceInfo resource) {
        if (paths.isNeeded()) {
            CompletableFuture<?> path = paths.prepare(request);
            if (!path.isDone() || path.isCompletedExceptionally() || !paths.authorize(request)) {
                return path;
            }
        }
        Optional<MethodProtection> method = undeployedMethod(resource);
        return method.isPresent()
                ? authorizer.tryAuthorize(request, method.get())
                : CompletableFuture.completedFuture(null);
    }

    @Override
    public void authorize(ContainerRequestContext request, ResourceInfo resource) {
        if (paths.isNeeded() && !paths.authorize(request)) {
            return;
        }
        undeployedMethod(resource).ifPresent(method -> authorizer.authorize(request, method));
    }

    @Override
    public void confirm(ContainerRequestContext request, ResourceInfo resource) {
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        Object allowance = request.getProperty(Allowance.PROPERTY);
        if (allowance instanceof Allowance found && found.covers(type, method)) {
            return;
        }
        if (needsCheck.computeIfAbsent(
                new ResourceMethod(type, method), m -> check.concerns(m.type(), m.method(), applications.get()))) {
            check.require(allowance, new InvocationCheck.Call(type, method, Routes.of(request)), applications.get());
        }
    }

    private Optional<MethodProtection> undeployedMethod(ResourceInfo resource) {
        authorizer.markFiltersInstalled();
        Class<?> type = resource.getResourceClass();
        Method method = resource.getResourceMethod();
        return authorizer.isDeployed(type, method)
                ? Optional.empty()
                : Optional.of(known.computeIfAbsent(new ResourceMethod(type, method), this::resolve));
    }

    private MethodProtection resolve(ResourceMethod resource) {
        try {
            placements.check(resource.type());
            return authorizer.resolve(resource.type(), resource.method(), applications.get());
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
