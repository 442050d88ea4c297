package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.protection.MethodProtection;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import io.github.mfpjaxrs.security.internal.protection.ResourceMethod;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.InvocationCheck;
import io.github.mfpjaxrs.security.internal.runtime.InvocationChecks;
import io.github.mfpjaxrs.security.internal.runtime.RuntimeDocuments;
import java.lang.reflect.Method;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Permits a call if the request was allowed to make it or if the method requires nothing. Thread-safe. */
public final class AllowanceCheck implements InvocationCheck {

    /** The reason for refusing a request that did not pass through any of the library's filters. */
    public static final String NO_FILTER =
            "no filter of the library has decided about this request. The JAX-RS runtime does not use the library's"
                    + " features and filters: check jakarta.ws.rs.loadServices, the runtime's settings for providers,"
                    + " and whether the application contains a second JAX-RS runtime";

    private final ResourceAuthorizer authorizer;
    private final Supplier<Set<Class<?>>> beans;

    /**
     * @param authorizer determines the requirements for methods
     * @param beans supplies the {@code Application} classes that are CDI beans
     */
    public AllowanceCheck(ResourceAuthorizer authorizer, Supplier<Set<Class<?>>> beans) {
        this.authorizer = authorizer;
        this.beans = beans;
    }

    @Override
    public boolean concerns(Class<?> type, Method method, Set<Class<?>> applications) {
        if (RuntimeDocuments.areServedBy(type)) {
            return false;
        }
        // If there are several applications, a runtime might pass in any of them.
        Set<Class<?>> all = beans.get();
        MethodProtection protection = authorizer.resolve(type, method, all.size() > 1 ? all : applications);
        return protection.place() != MethodProtection.Place.ROOT_RESOURCE || !isOpen(protection.declared());
    }

    /**
     * Compares requirements only for root resources. For sub-resources, the filter itself evaluates the object's
     * class.
     */
    @Override
    public boolean hasSameRequirement(Class<?> type, Method method, Class<?> actual) {
        ResourceMethod named = new ResourceMethod(type, method);
        return ResourceAuthorizer.place(named) != MethodProtection.Place.ROOT_RESOURCE
                || authorizer.hasSameRequirement(named, actual);
    }

    @Override
    public void require(@Nullable Object allowance, Call call, Set<Class<?>> applications) {
        boolean allowed = allowance instanceof Allowance found && found.covers(call.type(), call.method());
        if (!allowed
                && !isOpen(authorizer.requirementFor(
                        call.route(), authorizer.resolve(call.type(), call.method(), applications)))) {
            throw InvocationChecks.refusal(call.type(), call.method(), NO_FILTER);
        }
    }

    private static boolean isOpen(Protection protection) {
        return protection instanceof Unsaid || protection instanceof Open;
    }
}
