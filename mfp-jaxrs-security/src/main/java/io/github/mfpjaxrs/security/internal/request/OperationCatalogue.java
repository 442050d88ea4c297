package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.protection.PathTemplates;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.runtime.LocatorCall;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import io.github.mfpjaxrs.security.spi.ResourceOperation;
import io.github.mfpjaxrs.security.spi.ResourceOperations;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lists the operations of root resources and of the sub-resources that locators are declared to return. Operations
 * are resolved when they are first listed. Thread-safe.
 */
public final class OperationCatalogue implements ResourceOperations {

    private final ResourceAuthorizer authorizer;

    /** Maps root resources to the applications to which they belong. */
    private final ConcurrentMap<Class<?>, Set<Class<?>>> discovered = new ConcurrentHashMap<>();

    private final ConcurrentMap<Class<?>, Set<Class<?>>> deployed = new ConcurrentHashMap<>();
    private final ConcurrentMap<Root, List<ResourceOperation>> operations = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

    private record Root(Class<?> type, Set<Class<?>> applications) {}

    /** A path that leads from a root resource to a resource. */
    private record Step(Class<?> type, String path, List<LocatorCall> calls) {

        boolean hasVisited(Class<?> other) {
            return type == other || calls.stream().anyMatch(call -> call.type() == other);
        }

        Route route() {
            return () -> Optional.of(calls);
        }
    }

    public OperationCatalogue(ResourceAuthorizer authorizer) {
        this.authorizer = authorizer;
    }

    /**
     * Adds a class that CDI has found or that an application lists. The runtime might deploy the class later, or not
     * at all.
     *
     * @param applications the applications that might deploy the class
     */
    public void discovered(Class<?> type, Set<Class<?>> applications) {
        if (ResourceMethods.isRootResource(type)) {
            discovered.put(type, applications);
        }
    }

    /**
     * Adds a class when the runtime registers one of its methods. If several applications deploy the class, all their
     * requirements apply.
     */
    public void deployed(Class<?> type, Set<Class<?>> applications) {
        if (!ResourceMethods.isRootResource(type)) {
            return;
        }
        Set<Class<?>> before = deployed.get(type);
        Set<Class<?>> now = deployed.merge(type, applications, OperationCatalogue::union);
        if (!now.equals(before)) {
            listeners.forEach(Runnable::run);
        }
    }

    @Override
    public List<ResourceOperation> list() {
        Map<Class<?>, Set<Class<?>>> roots = new HashMap<>(discovered);
        roots.putAll(deployed);
        return roots.entrySet().stream()
                .map(root -> new Root(root.getKey(), root.getValue()))
                .flatMap(root -> operations.computeIfAbsent(root, r -> operations(authorizer, r)).stream())
                .distinct()
                .toList();
    }

    @Override
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private static List<ResourceOperation> operations(ResourceAuthorizer authorizer, Root root) {
        List<ResourceOperation> operations = new ArrayList<>();
        Step start = new Step(root.type(), PathTemplates.ofRoot(root.type()), List.of());
        collect(authorizer, start, root.applications(), operations);
        return List.copyOf(operations);
    }

    private static void collect(
            ResourceAuthorizer authorizer, Step step, Set<Class<?>> applications, List<ResourceOperation> operations) {
        for (Method method : ResourceMethods.resourceMethods(step.type())) {
            MethodProtection protection = authorizer.resolve(step.type(), method, applications);
            ResourceOperation.Requirement requirement =
                    requirement(authorizer.requirementFor(step.route(), protection));
            String path = PathTemplates.append(step.path(), step.type(), method);
            ResourceMethods.httpMethods(step.type(), method)
                    .forEach(name -> operations.add(new ResourceOperation(name, path, requirement)));
        }
        for (Method locator : ResourceMethods.locators(step.type())) {
            ResourceMethods.declaredSubResource(locator)
                    .filter(type -> !step.hasVisited(type))
                    .ifPresent(type -> collect(
                            authorizer,
                            new Step(
                                    type,
                                    PathTemplates.append(step.path(), step.type(), locator),
                                    Stream.concat(
                                                    step.calls().stream(),
                                                    Stream.of(new LocatorCall(step.type(), locator)))
                                            .toList()),
                            applications,
                            operations));
        }
    }

    private static ResourceOperation.Requirement requirement(Protection protection) {
        if (protection instanceof Protection.Scoped scoped) {
            return new ResourceOperation.Token(scoped.scope());
        }
        if (protection instanceof Protection.Open) {
            return new ResourceOperation.OptionalToken();
        }
        return protection instanceof Protection.Unsaid ? new ResourceOperation.None() : new ResourceOperation.Closed();
    }

    private static Set<Class<?>> union(Set<Class<?>> one, Set<Class<?>> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }
}
