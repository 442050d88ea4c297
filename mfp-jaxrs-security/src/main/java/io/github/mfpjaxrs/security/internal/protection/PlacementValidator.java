package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
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
 * Finds annotations that would promise more than can be kept, when the application is deployed: what contradicts
 * itself, what no request reaches, and locators whose demand would be lost on the way to their sub-resource.
 *
 * <p>A filter cannot cheaply tell a request that came to a root resource by its own path from one that a locator led
 * there, so that a locator that demands something must not lead to a root resource. Classes become known one by one and
 * in any order. Thread-safe.
 */
public final class PlacementValidator {

    private record Stage(Class<?> type, Protection way) {}

    private record Lead(Class<?> from, Method locator) {}

    private final ProtectionResolver resolver;
    private final Set<Class<?>> known = new HashSet<>();
    private final Set<Stage> walked = new HashSet<>();
    private final Set<Class<?>> roots = new HashSet<>();
    private final Set<Lead> demanding = new HashSet<>();
    private final Map<String, Protection> subResourceMethods = new HashMap<>();
    private boolean locators;
    private boolean vagueLocators;

    public PlacementValidator(ProtectionResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Takes note of a class, and looks at all that can be reached from it. Interfaces and abstract classes answer nothing by
     * themselves.
     *
     * @throws ConfigurationException naming each class and method that is wrong, and what to write instead
     */
    public synchronized void check(Class<?> type) {
        if (Modifier.isAbstract(type.getModifiers()) || !known.add(type)) {
            return;
        }
        List<String> mistakes = new ArrayList<>();
        if (ResourceMethods.isRootResource(type)) {
            roots.add(type);
        }
        walk(type, new Unsaid(), mistakes);
        for (Lead lead : demanding) {
            roots.stream()
                    .filter(root -> ResourceMethods.mayReturn(lead.locator(), root))
                    .forEach(root -> mistakes.add(leadsToRoot(lead, root)));
        }
        if (!mistakes.isEmpty()) {
            // A container that goes on after the failure must hear of it again.
            known.remove(type);
            walked.clear();
            throw new ConfigurationException(mistakes.stream().distinct().toList());
        }
    }

    /** Whether any class leads to sub-resources, which some runtimes show only when a request reaches them. */
    public synchronized boolean hasLocators() {
        return locators;
    }

    /** Whether a locator is declared so that nothing is known of its sub-resources. */
    public synchronized boolean hasVagueLocators() {
        return vagueLocators;
    }

    /** What the methods require that locators are declared to lead to; the least, if there are several ways. */
    public synchronized Map<String, Protection> subResourceMethods() {
        return Map.copyOf(subResourceMethods);
    }

    /** A method, told apart from others of its name. */
    public static String signature(Class<?> type, Method method) {
        return name(type, method) + Arrays.toString(method.getParameterTypes());
    }

    private void walk(Class<?> type, Protection way, List<String> mistakes) {
        if (!walked.add(new Stage(type, way))) {
            return;
        }
        List<Method> leading = ResourceMethods.locators(type);
        List<Method> methods = ResourceMethods.resourceMethods(type);
        locators |= !leading.isEmpty();
        methods.forEach(method -> {
            Protection whole = resolve(type, method, way, mistakes);
            if (!ResourceMethods.isRootResource(type)) {
                subResourceMethods.merge(
                        signature(type, method), whole, (one, other) -> one instanceof Scoped ? other : one);
            }
        });
        if (!methods.isEmpty() || !leading.isEmpty()) {
            mistakes.addAll(IneffectiveAnnotations.ineffective(
                    type, Stream.concat(methods.stream(), leading.stream()).toList()));
        }
        findDisagreement(type, leading, mistakes);
        for (Method locator : leading) {
            follow(type, locator, resolve(type, locator, way, mistakes), mistakes);
        }
    }

    private Protection resolve(Class<?> type, Method method, Protection way, List<String> mistakes) {
        Protection whole = way.and(resolver.ofMethod(type, method));
        if (whole instanceof Unresolvable unresolvable) {
            mistakes.add(name(type, method) + ": " + unresolvable.reason());
        }
        return whole;
    }

    private void findDisagreement(Class<?> type, List<Method> locators, List<String> mistakes) {
        for (int i = 0; i < locators.size(); i++) {
            for (Method other : locators.subList(i + 1, locators.size())) {
                Class<?> sub = ResourceMethods.subResource(locators.get(i));
                Protection one = resolver.ofMethod(type, locators.get(i));
                Protection two = resolver.ofMethod(type, other);
                if (!one.equals(two)
                        && (one instanceof Scoped || two instanceof Scoped)
                        && ResourceMethods.mayReturn(other, sub)) {
                    mistakes.add(name(type, locators.get(i)) + " and " + other.getName()
                            + " may both lead to " + sub.getName()
                            + " and require different things, which cannot be told apart there; declare different"
                            + " sub-resource classes, or write @MFPProtected on the sub-resource");
                }
            }
        }
    }

    private void follow(Class<?> type, Method locator, Protection demand, List<String> mistakes) {
        Class<?> sub = ResourceMethods.subResource(locator);
        boolean vague = ResourceMethods.isVague(sub);
        vagueLocators |= vague;
        if (demand instanceof Scoped) {
            if (vague) {
                mistakes.add(name(type, locator) + ": a protected sub-resource locator is declared to return "
                        + locator.getGenericReturnType().getTypeName()
                        + ", which may be anything; declare the sub-resource's own class");
                return;
            }
            Lead lead = new Lead(type, locator);
            demanding.add(lead);
            if (ResourceMethods.isRootResource(sub)) {
                mistakes.add(leadsToRoot(lead, sub));
            }
        }
        if (!vague && !(demand instanceof Unresolvable)) {
            walk(sub, demand, mistakes);
        }
    }

    private static String leadsToRoot(Lead lead, Class<?> root) {
        return name(lead.from(), lead.locator()) + ": a protected sub-resource locator may return " + root.getName()
                + ", which is a root resource and can be reached without it; declare the sub-resource as a class"
                + " without @Path, and write @MFPProtected on the root resource itself";
    }

    private static String name(Class<?> type, Method method) {
        return type.getName() + "." + method.getName();
    }
}
