package io.github.mfpjaxrs.security.internal.runtime;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check at the invocation. The runtime's invocation hook calls it right before a resource method is executed. The
 * method may be executed only if this request was allowed to call it, or if it requires nothing. The filters make the
 * decision; this check catches requests that never passed them. Thread-safe.
 */
public interface InvocationCheck {

    /**
     * Whether invocations of a method must be checked at all.
     *
     * @param type the resource class
     * @param method the method
     * @param applications the classes of the applications that the method may belong to
     * @return false if requests to the method require nothing, whichever resources lead to it
     */
    boolean concerns(Class<?> type, Method method, Set<Class<?>> applications);

    /**
     * Whether the class of the target object requires the same as the resource class that the runtime reported.
     * Filters only know the latter.
     *
     * @param type the resource class
     * @param method the method
     * @param actual the class of the object on which the method is about to be called
     * @return false if the call must be refused
     */
    boolean hasSameRequirement(Class<?> type, Method method, Class<?> actual);

    /**
     * Returns if a method may be executed.
     *
     * @param allowance the request property {@link Allowance#PROPERTY}; null if it is absent
     * @param call the invocation that is about to happen
     * @param applications the classes of the applications that the method may belong to
     * @throws jakarta.ws.rs.WebApplicationException if this request was not allowed to call the method
     */
    void require(@Nullable Object allowance, Call call, Set<Class<?>> applications);

    /**
     * An invocation that is about to happen.
     *
     * @param type the resource class
     * @param method the method
     * @param route how the runtime matched the method
     */
    record Call(Class<?> type, Method method, Route route) {}
}
