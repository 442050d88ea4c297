package io.github.mfpjaxrs.security.internal.runtime;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check that a hook into the runtime performs right before a resource method is executed. The method may be
 * executed only if it requires nothing or if the request was allowed to call it. The filters make the decision; this
 * check catches requests that never passed through a filter. Thread-safe.
 */
public interface InvocationCheck {

    /**
     * Whether invocations of a method must be checked at all.
     *
     * @param type the resource class
     * @param method the method
     * @param applications the classes of the applications to which the method might belong
     * @return false if the method requires nothing, regardless of the resources that lead to it
     */
    boolean concerns(Class<?> type, Method method, Set<Class<?>> applications);

    /**
     * Whether the target object's class has the same requirement as the resource class that the runtime reported.
     * Filters know only the reported class.
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
     * @param allowance the value of the request property {@link Allowance#PROPERTY}; null if the property is absent
     * @param call the invocation that is about to happen
     * @param applications the classes of the applications to which the method might belong
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
