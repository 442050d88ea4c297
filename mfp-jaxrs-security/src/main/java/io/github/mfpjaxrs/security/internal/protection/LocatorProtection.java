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
 * What the resources on the way to a sub-resource require. JAX-RS filters see the last method only: without this, the
 * annotation of a sub-resource locator, or of the class that holds it, would protect nothing.
 *
 * <p>Most runtimes tell which locators they called. Where one does not, the locator is found by the classes of the matched
 * resources, and a step that no locator explains, or several with different requirements, is refused. Thread-safe.
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
     * What the path of a request to a sub-resource requires.
     *
     * @param route as the runtime reports it
     * @param request whose matched resources are used if the route does not name the locators
     */
    public Protection of(Route route, ContainerRequestContext request) {
        return of(route).orElseGet(() -> of(request.getUriInfo().getMatchedResources(), request));
    }

    /**
     * What a route requires.
     *
     * @return empty if it does not say which locators were called
     */
    public Optional<Protection> of(Route route) {
        return route.locators().map(called -> {
            Protection whole = new Unsaid();
            for (LocatorCall call : called) {
                whole = whole.and(
                        calls.computeIfAbsent(call, locator -> requirements.of(locator.type(), locator.locator())));
            }
            return whole;
        });
    }

    private Protection of(List<Object> matched, ContainerRequestContext request) {
        // RESTEasy has an object for each locator that it called, so that one object means none.
        return matched.size() == 1 && JaxRsRuntime.of(request) == JaxRsRuntime.RESTEASY ? new Unsaid() : of(matched);
    }

    /**
     * What the way requires.
     *
     * @param matched the matched resources, the last one first, as {@code UriInfo.getMatchedResources()} gives them
     */
    public Protection of(List<Object> matched) {
        if (matched.size() < 2) {
            return new Unresolvable("this runtime does not say which resources led to a sub-resource");
        }
        Protection whole = new Unsaid();
        for (int i = matched.size() - 1; i > 0; i--) {
            Step step = new Step(typeOf(matched.get(i)), typeOf(matched.get(i - 1)));
            whole = whole.and(steps.computeIfAbsent(step, this::ofStep));
        }
        return whole;
    }

    public static Class<?> typeOf(Object matched) {
        return matched instanceof Class<?> type ? type : matched.getClass();
    }

    private Protection ofStep(Step step) {
        List<Protection> candidates = ResourceMethods.locators(step.from()).stream()
                .filter(locator -> ResourceMethods.mayReturn(locator, step.to()))
                .map(locator -> requirements.of(step.from(), locator))
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
