package io.github.mfpjaxrs.security.internal.runtime;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.reflect.Method;

/**
 * The one thing that is remembered of a request: that this method may run in it. A refusal is never remembered. Where a
 * servlet container forwards a request it hands the property on to the next dispatch, which is why the request and the
 * method are part of it.
 *
 * @param request the request that was allowed
 * @param type the resource class, as the runtime names it
 * @param method the method, as the runtime names it
 */
public record Allowance(ContainerRequestContext request, Class<?> type, Method method) {

    /** The name of the request property that holds it. */
    public static final String PROPERTY = Allowance.class.getName();

    /**
     * Whether it is for this very method.
     *
     * @param calledType the resource class
     * @param called its method
     * @return false for any other method of the class
     */
    public boolean covers(Class<?> calledType, Method called) {
        return type == calledType && method.equals(called);
    }
}
