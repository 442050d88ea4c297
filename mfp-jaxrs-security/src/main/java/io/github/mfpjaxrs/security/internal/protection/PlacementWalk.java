package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The mistakes and sub-resources found by following sub-resource locators from one resource class. Not modified after
 * {@link #from} returns.
 */
final class PlacementWalk {

    /**
     * A sub-resource locator.
     *
     * @param type the resource class
     * @param method the method
     * @param subResource the sub-resource's declared class
     */
    record Locator(Class<?> type, Method method, Class<?> subResource) {

        static Locator of(Class<?> type, Method method) {
            return new Locator(type, method, ResourceMethods.subResource(method));
        }

        /**
         * Whether the locator, as declared, could return an object of the given class. The locator must not be vague.
         */
        boolean mayReturn(Class<?> other) {
            return ResourceMethods.areRelated(subResource, other);
        }
    }

    private record Step(Class<?> type, Protection path) {}

    private final ProtectionResolver resolver;
    private final Set<Step> walked = new HashSet<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Set<Locator> protectedLocators = new HashSet<>();
    private final Set<Class<?>> subResources = new HashSet<>();
    private final Map<String, Protection> subResourceMethods = new HashMap<>();
    private final boolean startsAtRoot;
    private boolean hasLocators;
    private boolean hasVagueLocators;

    private PlacementWalk(ProtectionResolver resolver, boolean startsAtRoot) {
        this.resolver = resolver;
        this.startsAtRoot = startsAtRoot;
    }

    static PlacementWalk from(Class<?> type, ProtectionResolver resolver) {
        PlacementWalk walk = new PlacementWalk(resolver, ResourceMethods.isRootResource(type));
        walk.visit(type, new Unsaid());
        return walk;
    }

    /** Returns one message for each mistake, naming the class and the method. */
    List<String> mistakes() {
        return mistakes;
    }

    boolean startsAtRoot() {
        return startsAtRoot;
    }

    /** Returns the locators that require a scope, none of which is vague. */
    Set<Locator> protectedLocators() {
        return protectedLocators;
    }

    /**
     * Returns the sub-resource methods' requirements, keyed by {@link #signature}. If several paths lead to a method,
     * {@link #leastStrict} determines its requirement.
     */
    Map<String, Protection> subResourceMethods() {
        return subResourceMethods;
    }

    /** Whether any locator is declared to return the given class or one of its supertypes that are not the JDK's. */
    boolean leadsTo(Class<?> type) {
        return subResources.stream()
                .anyMatch(declared -> !ResourceMethods.isOfJdk(declared) && declared.isAssignableFrom(type));
    }

    /** Whether any locator's declaration names only a type of the JDK, which could stand for any class. */
    boolean leadsAnywhere() {
        return subResources.stream().anyMatch(ResourceMethods::isOfJdk);
    }

    boolean hasLocators() {
        return hasLocators;
    }

    /** Whether any locator's declaration reveals nothing about its sub-resources. */
    boolean hasVagueLocators() {
        return hasVagueLocators;
    }

    /** Returns a string that identifies a method, including its parameter types. */
    static String signature(Class<?> type, Method method) {
        return name(type, method) + Arrays.toString(method.getParameterTypes());
    }

    /** Returns the less strict of two requirements, for a method that can be reached by two paths. */
    static Protection leastStrict(Protection one, Protection other) {
        return one instanceof Scoped ? other : one;
    }

    static String leadsToRoot(Locator locator, Class<?> root) {
        return name(locator.type(), locator.method()) + ": a protected sub-resource locator may return "
                + root.getName()
                + ", which is a root resource and can be reached without it; declare the sub-resource as a class"
                + " without @Path, and write @MFPProtected on the root resource itself";
    }

    private void visit(Class<?> type, Protection path) {
        if (!walked.add(new Step(type, path))) {
            return;
        }
        List<Method> locators = ResourceMethods.locators(type);
        List<Method> methods = ResourceMethods.resourceMethods(type);
        hasLocators |= !locators.isEmpty();
        methods.forEach(method -> {
            Protection required = resolve(type, method, path);
            if (!ResourceMethods.isRootResource(type)) {
                subResourceMethods.merge(signature(type, method), required, PlacementWalk::leastStrict);
            }
        });
        if (!methods.isEmpty() || !locators.isEmpty()) {
            mistakes.addAll(IneffectiveAnnotations.findIn(
                    type, Stream.concat(methods.stream(), locators.stream()).toList()));
        }
        findConflicts(type, locators);
        for (Method locator : locators) {
            follow(Locator.of(type, locator), resolve(type, locator, path));
        }
    }

    private Protection resolve(Class<?> type, Method method, Protection path) {
        Protection declared = resolver.ofMethod(type, method);
        Protection required = path.and(declared);
        if (required instanceof Unresolvable unresolvable
                && !(isLeftToSubclass(method, unresolvable) && declared.equals(required))) {
            mistakes.add(name(type, method) + ": " + unresolvable.reason());
        }
        return required;
    }

    /** Whether a class that implements the abstract method can resolve the contradiction. */
    private static boolean isLeftToSubclass(Method method, Unresolvable reason) {
        return Modifier.isAbstract(method.getModifiers()) && ProtectionResolver.isResolvedByOverriding(reason);
    }

    private void findConflicts(Class<?> type, List<Method> locators) {
        for (int i = 0; i < locators.size(); i++) {
            for (Method other : locators.subList(i + 1, locators.size())) {
                Class<?> subResource = ResourceMethods.subResource(locators.get(i));
                Protection one = resolver.ofMethod(type, locators.get(i));
                Protection two = resolver.ofMethod(type, other);
                if (!one.equals(two)
                        && (one instanceof Scoped || two instanceof Scoped)
                        && ResourceMethods.mayReturn(other, subResource)) {
                    mistakes.add(name(type, locators.get(i)) + " and " + other.getName()
                            + " may both lead to " + subResource.getName()
                            + " and require different things, which cannot be told apart there; declare different"
                            + " sub-resource classes, or write @MFPProtected on the sub-resource");
                }
            }
        }
    }

    private void follow(Locator locator, Protection required) {
        Class<?> subResource = locator.subResource();
        boolean vague = ResourceMethods.isVague(subResource);
        subResources.add(subResource);
        hasVagueLocators |= vague;
        if (required instanceof Scoped) {
            if (vague) {
                mistakes.add(name(locator.type(), locator.method())
                        + ": a protected sub-resource locator is declared to return "
                        + locator.method().getGenericReturnType().getTypeName()
                        + ", which may be anything; declare the sub-resource's own class");
                return;
            }
            protectedLocators.add(locator);
            if (ResourceMethods.isRootResource(subResource)) {
                mistakes.add(leadsToRoot(locator, subResource));
            }
        }
        if (!vague && !(required instanceof Unresolvable)) {
            visit(subResource, required);
        }
    }

    private static String name(Class<?> type, Method method) {
        return type.getName() + "." + method.getName();
    }
}
