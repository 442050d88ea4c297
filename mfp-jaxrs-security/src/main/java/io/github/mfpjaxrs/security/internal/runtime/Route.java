package io.github.mfpjaxrs.security.internal.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a runtime matched a request to its resource method. An instance belongs to one request and its thread. */
public interface Route {

    /** The route of a runtime that reports no more than JAX-RS does. */
    Route UNKNOWN = Optional::empty;

    /**
     * Returns the sub-resource locators that were called, in call order.
     *
     * @return an empty list if the request matched a root resource; an empty optional if the runtime does not report
     *     its locators
     */
    Optional<List<LocatorCall>> locators();

    /**
     * Returns the classes whose methods form the matched resource, for methods that were added programmatically or by
     * the runtime.
     *
     * @return empty if the runtime has no such methods
     */
    default Set<Class<?>> resourceClasses() {
        return Set.of();
    }
}
