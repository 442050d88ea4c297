package io.github.mfpjaxrs.security.internal.runtime;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;

/**
 * The method that a request may call. This is the only state kept about a request; refusals are never stored. When a
 * servlet container forwards a request, the request's properties are passed on to the next dispatch. The record
 * therefore contains both the request and the method.
 *
 * @param request the allowed request
 * @param type the resource class as the runtime identifies it
 * @param method the method as the runtime identifies it
 */
public record Allowance(ContainerRequestContext request, Class<?> type, Method method) {

    /** The request property that holds the allowance. */
    public static final String PROPERTY = Allowance.class.getName();

    /**
     * Whether the allowance is valid for the given method.
     *
     * @param calledType the resource class
     * @param called the method
     * @return false for any other method
     */
    public boolean covers(Class<?> calledType, Method called) {
        return type == calledType && method.equals(called);
    }
}
