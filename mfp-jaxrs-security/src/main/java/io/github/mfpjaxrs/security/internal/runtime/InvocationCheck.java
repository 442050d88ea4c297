package io.github.mfpjaxrs.security.internal.runtime;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check that the runtime's invocation hook calls right before a resource method is executed. The method may be
 * executed only if it requires nothing or if this request was allowed to call it. The filters make the decision; this
 * check catches requests that never passed them. Thread-safe.
 */
public interface InvocationCheck {

    /**
     * Whether invocations of a method must be checked at all.
     *
     * @param type the resource class
     * @param method the method
     * @param applications the classes of the applications that the method may belong to
     * @return false if requests to the method require nothing, regardless of the resources that lead to it
     */
    boolean concerns(Class<?> type, Method method, Set<Class<?>> applications);

    /**
     * Whether the class of the target object has the same requirement as the resource class that the runtime
     * reported, which is the only class that filters know.
     *
     * @param type the resource class
     * @param method the method
     * @param actual the class of the object on which the method is about to be called
     * @return false if the call must be refused
     */
    boolean hasSameRequirement(Class<?> type, Method method, Class<?> actual);

    /**
     * Returns normally only if a method may be executed.
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
