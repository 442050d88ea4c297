package io.github.mfpjaxrs.security.internal.runtime;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;

/**
 * The only state kept about a request: the method that it may call. Refusals are never stored. A servlet container
 * that forwards a request passes its properties on to the next dispatch, so the request and the method are part of
 * the record.
 *
 * @param request the allowed request
 * @param type the resource class, as the runtime identifies it
 * @param method the method, as the runtime identifies it
 */
public record Allowance(ContainerRequestContext request, Class<?> type, Method method) {

    /** The request property that holds the allowance. */
    public static final String PROPERTY = Allowance.class.getName();

    /**
     * Whether the allowance is for this method.
     *
     * @param calledType the resource class
     * @param called the method
     * @return false for any other method
     */
    public boolean covers(Class<?> calledType, Method called) {
        return type == calledType && method.equals(called);
    }
}
