package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Unresolvable;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What the resources on the way to a sub-resource demand. JAX-RS filters see the last method alone: without this, the
 * annotation of a sub-resource locator, or of the class that holds it, would protect nothing. Thread-safe.
 */
final class PathProtection {

    private record Step(Class<?> from, Class<?> to) {}

    private final ProtectionResolver resolver;
    private final ConcurrentMap<Step, Protection> known = new ConcurrentHashMap<>();

    PathProtection(ProtectionResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * What the way demands.
     *
     * @param matched the matched resources, the last one first, as {@code UriInfo.getMatchedResources()} gives them
     */
    Protection of(List<Object> matched) {
        if (matched.size() < 2) {
            return new Unresolvable("this runtime does not say which resources led to a sub-resource");
        }
        Protection whole = new Protection.Unsaid();
        for (int i = matched.size() - 1; i > 0; i--) {
            Step step = new Step(typeOf(matched.get(i)), typeOf(matched.get(i - 1)));
            whole = whole.and(known.computeIfAbsent(step, this::ofStep));
        }
        return whole;
    }

    /** CXF has the classes in the objects' place. */
    private static Class<?> typeOf(Object matched) {
        return matched instanceof Class<?> type ? type : matched.getClass();
    }

    private Protection ofStep(Step step) {
        List<Protection> candidates = ResourceMethods.locators(step.from()).stream()
                .filter(locator -> ResourceMethods.mayReturn(locator, step.to()))
                .map(locator -> resolver.ofMethod(step.from(), locator))
                .distinct()
                .toList();
        if (candidates.size() > 1) {
            return new Unresolvable("several sub-resource locators of "
                    + step.from().getName() + " may lead to " + step.to().getName()
                    + " and demand different things; write @MFPProtected on the sub-resource");
        }
        return candidates.stream().findFirst().orElseGet(() -> resolver.ofClass(step.from()));
    }
}
