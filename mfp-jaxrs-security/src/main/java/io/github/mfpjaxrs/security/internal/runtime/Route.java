package io.github.mfpjaxrs.security.internal.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a runtime found the method that a request is for. Belongs to one request, and to its thread. */
public interface Route {

    /** A runtime that tells no more than JAX-RS does. */
    Route UNKNOWN = Optional::empty;

    /**
     * The sub-resource locators that were called, in this order.
     *
     * @return no locators where the request came to a root resource; empty where the runtime does not tell
     */
    Optional<List<LocatorCall>> locators();

    /**
     * The classes whose methods make up the matched resource, for a method that a program or the runtime has added to it.
     *
     * @return none where the runtime has no such methods
     */
    default Set<Class<?>> resourceClasses() {
        return Set.of();
    }
}
