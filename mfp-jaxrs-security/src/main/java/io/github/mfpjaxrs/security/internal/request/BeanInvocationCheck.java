package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.boot.BeanClasses;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.InvocationChecks;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The second wall where resource classes are CDI beans: lets a protected method run if it was allowed in this request. A
 * call by the application's own code is no request, and passes. Thread-safe.
 */
public final class BeanInvocationCheck implements BeanInvocations {

    private record Named(Class<?> type, Method method, Class<?> actual) {}

    private final ConcurrentMap<Named, Boolean> known = new ConcurrentHashMap<>();
    private final ResourceAuthorizer guard;
    private final RequestScopePublisher publication;

    public BeanInvocationCheck(ResourceAuthorizer guard, RequestScopePublisher publication) {
        this.guard = guard;
        this.publication = publication;
    }

    @Override
    public void require(Object target, Method method) {
        Allowance allowance = publication.allowance();
        if (allowance != null && isFor(allowance, target.getClass(), method)) {
            return;
        }
        Class<?> type = TypeHierarchy.written(target.getClass());
        if (!isOfAFilteredLocator(type, method) && !DirectCalls.isOnStack(type)) {
            throw InvocationChecks.refusal(type, method, AllowanceCheck.NO_FILTER);
        }
    }

    private boolean isFor(Allowance allowance, Class<?> type, Method method) {
        return (allowance.method().equals(method) || hasSameSignature(allowance.method(), method))
                && isOf(allowance, type);
    }

    /**
     * A runtime may name a superclass or an interface, which may require something else; and of an enterprise bean, what it
     * shows to its clients, where CDI names the bean's own class.
     */
    private boolean isOf(Allowance allowance, Class<?> type) {
        if (allowance.type() == type) {
            return true;
        }
        Class<?> decided = ResourceAuthorizer.decided(allowance);
        return decided == type
                || areRelated(decided, type)
                        && known.computeIfAbsent(
                                new Named(decided, allowance.method(), type),
                                named ->
                                        guard.isSame(new ResourceMethod(named.type(), named.method()), named.actual()));
    }

    private static boolean areRelated(Class<?> decided, Class<?> type) {
        return ResourceMethods.areRelated(decided, type)
                || BeanClasses.showsOnlyInterfaces(decided)
                        && TypeHierarchy.of(decided).interfaces().stream()
                                .anyMatch(shown ->
                                        shown.isAssignableFrom(type) && ResourceMethods.hasResourceMethods(shown));
    }

    /** A runtime may name the interface's method, where CDI names the one that runs. */
    private static boolean hasSameSignature(Method one, Method other) {
        return one.getName().equals(other.getName())
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }

    /** What a locator requires is decided at the method that it leads to, by a filter that must be there. */
    private boolean isOfAFilteredLocator(Class<?> type, Method method) {
        return guard.isInPlace() && !ResourceMethods.isResourceMethod(type, method);
    }
}
