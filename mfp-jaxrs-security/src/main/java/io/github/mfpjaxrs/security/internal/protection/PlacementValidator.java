package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Fails the deployment if annotations promise more than the library can enforce. Such annotations contradict each
 * other, are on methods that no request reaches, or are on locators whose requirement would be lost on the way to the
 * sub-resource.
 *
 * <p>A filter cannot cheaply tell whether a request reached a root resource directly or through a locator. A locator
 * with a requirement therefore must not lead to a root resource. Classes become known one by one, in any order.
 * Thread-safe.
 */
public final class PlacementValidator {

    private final ProtectionResolver resolver;
    private final Map<Class<?>, PlacementWalk> walks = new LinkedHashMap<>();

    /** The classes without mistakes, which are not checked again. */
    private final Set<Class<?>> valid = new HashSet<>();

    private final Set<String> locatorsToRoots = new LinkedHashSet<>();

    public PlacementValidator(ProtectionResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Checks a class and everything that can be reached from it. Skips classes that have already passed, as well as
     * interfaces and abstract classes, which serve no requests by themselves. If a container continues after a
     * failure and repeats the check, the check fails again.
     *
     * @throws ConfigurationException if there are mistakes; the message names each affected class and method, and the
     *     remedy
     */
    public synchronized void check(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers()) || valid.contains(type)) {
            return;
        }
        PlacementWalk walk = PlacementWalk.from(type, resolver);
        walks.put(type, walk);
        findProtectedLocatorsToRoots(type, walk);
        List<String> mistakes = new ArrayList<>(walk.mistakes());
        mistakes.addAll(locatorsToRoots);
        if (!mistakes.isEmpty()) {
            throw new ConfigurationException(mistakes.stream().distinct().toList());
        }
        valid.add(type);
    }

    /** Compares a class with all classes known so far, so that each pair is compared only once. */
    private void findProtectedLocatorsToRoots(Class<?> type, PlacementWalk walk) {
        walks.forEach((otherType, other) -> {
            findProtectedLocatorsToRoot(walk, otherType, other);
            findProtectedLocatorsToRoot(other, type, walk);
        });
    }

    private void findProtectedLocatorsToRoot(PlacementWalk walk, Class<?> rootType, PlacementWalk root) {
        if (root.startsAtRoot()) {
            walk.protectedLocators().stream()
                    .filter(locator -> locator.mayReturn(rootType))
                    .forEach(locator -> locatorsToRoots.add(PlacementWalk.leadsToRoot(locator, rootType)));
        }
    }

    /**
     * Whether requests can reach a class, which is the case for a root resource and for each class that a locator of
     * a class checked so far is declared to return. If a locator could return anything, all classes count as reachable
     * except the superclasses of classes checked so far.
     */
    public synchronized boolean isReachable(Class<?> type) {
        return ResourceMethods.isRootResource(type)
                || walks.values().stream().anyMatch(walk -> walk.leadsTo(type))
                || walks.values().stream().anyMatch(PlacementWalk::leadsAnywhere)
                        && walks.keySet().stream().noneMatch(known -> known != type && type.isAssignableFrom(known));
    }

    /**
     * Whether any class has sub-resource locators. Some runtimes reveal a sub-resource only on the first request to
     * it.
     */
    public synchronized boolean hasLocators() {
        return walks.values().stream().anyMatch(PlacementWalk::hasLocators);
    }

    /** Whether any locator's declaration reveals nothing about its sub-resources. */
    public synchronized boolean hasVagueLocators() {
        return walks.values().stream().anyMatch(PlacementWalk::hasVagueLocators);
    }

    /**
     * Returns the requirements of the methods to which locators are declared to lead, keyed by {@link #signature}. If
     * several paths lead to a method, the least strict requirement is returned.
     */
    public synchronized Map<String, Protection> subResourceMethods() {
        Map<String, Protection> methods = new HashMap<>();
        walks.values()
                .forEach(walk -> walk.subResourceMethods()
                        .forEach((method, required) -> methods.merge(method, required, PlacementWalk::leastStrict)));
        return Map.copyOf(methods);
    }

    /** Returns a string that identifies a method, including its parameter types. */
    public static String signature(Class<?> type, Method method) {
        return PlacementWalk.signature(type, method);
    }
}
