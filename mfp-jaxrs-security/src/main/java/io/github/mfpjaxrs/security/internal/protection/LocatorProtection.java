package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.runtime.JaxRsRuntime;
import io.github.mfpjaxrs.security.internal.runtime.LocatorCall;
import io.github.mfpjaxrs.security.internal.runtime.Route;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Determines the requirements of the locators that lead to a sub-resource. JAX-RS filters see only the resource
 * method that is finally matched. Without this class, annotations on a locator or on the locator's class would have
 * no effect.
 *
 * <p>Most runtimes report which locators they called. On other runtimes, the locators are inferred from the classes
 * of the matched resources. A request is refused if no locator could have led from one resource to the next, or if
 * several could have and their requirements differ. Thread-safe.
 */
public final class LocatorProtection {

    private record Step(Class<?> from, Class<?> to) {}

    private final MethodRequirements requirements;
    private final ConcurrentMap<LocatorCall, Protection> calls = new ConcurrentHashMap<>();
    private final ConcurrentMap<Step, Protection> steps = new ConcurrentHashMap<>();

    public LocatorProtection(MethodRequirements requirements) {
        this.requirements = requirements;
    }

    /**
     * Returns the combined requirements of the locators through which a request reached a sub-resource.
     *
     * @param route the route that the runtime reports
     * @param request provides the matched resources if the route does not report the locators
     */
    public Protection ofRequest(Route route, ContainerRequestContext request) {
        return ofRoute(route)
                .orElseGet(() -> ofMatchedResources(request.getUriInfo().getMatchedResources(), request));
    }

    /**
     * Returns the combined requirements of all locators on a route.
     *
     * @return empty if the route does not report which locators were called
     */
    public Optional<Protection> ofRoute(Route route) {
        return route.locators().map(called -> {
            Protection combined = new Unsaid();
            for (LocatorCall call : called) {
                combined = combined.and(calls.computeIfAbsent(
                        call, locator -> requirements.ofMethod(locator.type(), locator.locator())));
            }
            return combined;
        });
    }

    private Protection ofMatchedResources(List<Object> matched, ContainerRequestContext request) {
        // RESTEasy adds a matched resource for each locator call, so a single matched resource means that no locator
        // was called.
        return matched.size() == 1 && JaxRsRuntime.of(request) == JaxRsRuntime.RESTEASY
                ? new Unsaid()
                : ofMatchedResources(matched);
    }

    /**
     * Infers the locators from the matched resources and returns their combined requirements.
     *
     * @param matched the matched resources, last one first, as returned by {@code UriInfo.getMatchedResources()}
     */
    Protection ofMatchedResources(List<Object> matched) {
        if (matched.size() < 2) {
            return new Unresolvable("this runtime does not say which resources led to a sub-resource");
        }
        Protection combined = new Unsaid();
        for (int i = matched.size() - 1; i > 0; i--) {
            Step step = new Step(classOf(matched.get(i)), classOf(matched.get(i - 1)));
            combined = combined.and(steps.computeIfAbsent(step, this::ofStep));
        }
        return combined;
    }

    public static Class<?> classOf(Object matched) {
        return matched instanceof Class<?> type ? type : matched.getClass();
    }

    private Protection ofStep(Step step) {
        List<Protection> candidates = ResourceMethods.locators(step.from()).stream()
                .filter(locator -> ResourceMethods.mayReturn(locator, step.to()))
                .map(locator -> requirements.ofMethod(step.from(), locator))
                .distinct()
                .toList();
        if (candidates.size() > 1) {
            return new Unresolvable("several sub-resource locators of "
                    + step.from().getName() + " may lead to " + step.to().getName()
                    + " and require different things; write @MFPProtected on the sub-resource");
        }
        return candidates.stream()
                .findFirst()
                .orElseGet(() -> new Unresolvable("no sub-resource locator of "
                        + step.from().getName() + " is declared to lead to "
                        + step.to().getName()));
    }
}
