package io.github.mfpjaxrs.security.internal.runtime;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The second wall. A runtime's invocation hook asks it right before a resource method runs, and it lets the method run
 * only if this very method was allowed in this request, or requires nothing. The filters decide; this check finds the
 * requests that they never saw. Thread-safe.
 */
public interface InvocationCheck {

    /**
     * Whether calls of a method have to be checked at all.
     *
     * @param type the resource class
     * @param method its method
     * @param applications the classes of the applications that it may belong to
     * @return false if no request to the method requires anything, whichever resources lead to it
     */
    boolean concerns(Class<?> type, Method method, Set<Class<?>> applications);

    /**
     * Whether an object's class requires of a method what the class requires that the runtime took for the resource's.
     * A filter knows only the latter.
     *
     * @param type the resource class
     * @param method its method
     * @param actual the class of the object that the method is about to be called on
     * @return false if calls must be refused
     */
    boolean isSame(Class<?> type, Method method, Class<?> actual);

    /**
     * Lets a method run, or refuses.
     *
     * @param allowance the request's property of the name {@link Allowance#PROPERTY}
     * @param call the method that is about to run
     * @param applications the classes of the applications that it may belong to
     * @throws jakarta.ws.rs.WebApplicationException if the method was not allowed in this request
     */
    void require(@Nullable Object allowance, Call call, Set<Class<?>> applications);

    /**
     * A call that is about to happen.
     *
     * @param type the resource class
     * @param method its method
     * @param route how the runtime found it
     */
    record Call(Class<?> type, Method method, Route route) {}
}
