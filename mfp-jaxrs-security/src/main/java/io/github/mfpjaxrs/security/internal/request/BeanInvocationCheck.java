package io.github.mfpjaxrs.security.internal.request;

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
 * The invocation check for CDI beans. It permits a call to a protected method if the request was allowed to call the
 * method or if the call comes from the application's own code. Thread-safe.
 */
public final class BeanInvocationCheck implements BeanInvocations {

    private record Invocation(Class<?> type, Method method, Class<?> actual) {}

    private final ConcurrentMap<Invocation, Boolean> known = new ConcurrentHashMap<>();
    private final ResourceAuthorizer authorizer;
    private final RequestScopePublisher publisher;

    public BeanInvocationCheck(ResourceAuthorizer authorizer, RequestScopePublisher publisher) {
        this.authorizer = authorizer;
        this.publisher = publisher;
    }

    @Override
    public void require(Object target, Method method) {
        Allowance allowance = publisher.allowance();
        if (allowance != null && covers(allowance, target.getClass(), method)) {
            return;
        }
        Class<?> type = TypeHierarchy.userClass(target.getClass());
        if (!isLocatorCheckedByFilter(type, method) && !DirectCalls.isFromSameArchive(type)) {
            throw InvocationChecks.refusal(type, method, AllowanceCheck.NO_FILTER);
        }
    }

    private boolean covers(Allowance allowance, Class<?> type, Method method) {
        return (allowance.method().equals(method) || hasSameSignature(allowance.method(), method))
                && isForClass(allowance, type);
    }

    /**
     * Whether the allowance applies to a class. The runtime might have reported a superclass or an interface, whose
     * requirement can differ. For an enterprise bean, the runtime reports the type that clients see, whereas CDI
     * reports the bean's own class.
     */
    private boolean isForClass(Allowance allowance, Class<?> type) {
        // An intercepted bean is an instance of a generated subclass.
        if (allowance.type() == type || allowance.type() == TypeHierarchy.userClass(type)) {
            return true;
        }
        Class<?> decided = ResourceAuthorizer.decided(allowance);
        return decided == type
                || areRelated(decided, type)
                        && known.computeIfAbsent(
                                new Invocation(decided, allowance.method(), type),
                                invocation -> authorizer.hasSameRequirement(
                                        new ResourceMethod(invocation.type(), invocation.method()),
                                        invocation.actual()));
    }

    private static boolean areRelated(Class<?> decided, Class<?> type) {
        return ResourceMethods.areRelated(decided, type)
                || TypeHierarchy.showsOnlyInterfaces(decided)
                        && TypeHierarchy.of(decided).interfaces().stream()
                                .anyMatch(shown ->
                                        shown.isAssignableFrom(type) && ResourceMethods.hasResourceMethods(shown));
    }

    /**
     * Compares only signatures, because a runtime might report an interface's method, whereas CDI reports the
     * implementation.
     */
    private static boolean hasSameSignature(Method one, Method other) {
        return one.getName().equals(other.getName())
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }

    /**
     * Whether a method is a locator whose requirement a filter enforces. If filters are installed, the requirement is
     * enforced by the filter for the resource method to which the locator leads.
     */
    private boolean isLocatorCheckedByFilter(Class<?> type, Method method) {
        return authorizer.areFiltersInstalled() && !ResourceMethods.isResourceMethod(type, method);
    }
}
