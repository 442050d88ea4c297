package io.github.mfpjaxrs.security.internal.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a runtime matched a request to a resource method. An instance belongs to one request and may be used only on
 * the request thread.
 */
public interface Route {

    /** The route on a runtime that reports nothing beyond what JAX-RS requires. */
    Route UNKNOWN = Optional::empty;

    /**
     * Returns the sub-resource locators that were called, in call order.
     *
     * @return an empty list if the request matched a root resource; an empty optional if the runtime does not report
     *     which locators it called
     */
    Optional<List<LocatorCall>> locators();

    /**
     * Returns the classes whose methods make up the matched resource. These classes are needed for methods that were
     * added programmatically or by the runtime.
     *
     * @return an empty set if the runtime has no such added methods
     */
    default Set<Class<?>> resourceClasses() {
        return Set.of();
    }
}
