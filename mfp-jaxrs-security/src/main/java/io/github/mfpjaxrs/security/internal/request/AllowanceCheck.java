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

/** Lets a method run that was allowed in this request, or that requires nothing of it. Thread-safe. */
public final class AllowanceCheck implements InvocationCheck {

    /** Why a request is refused that no filter has seen. */
    public static final String NO_FILTER =
            "no filter of the library has decided about this request. Something keeps the"
                    + " library's features and filters from the JAX-RS runtime: look for jakarta.ws.rs.loadServices, switches of the"
                    + " runtime for providers, or a second JAX-RS runtime in the application";

    private final ResourceAuthorizer guard;
    private final Supplier<Set<Class<?>>> beans;

    /**
     * @param guard knows what methods require
     * @param beans the classes of the applications that CDI knows
     */
    public AllowanceCheck(ResourceAuthorizer guard, Supplier<Set<Class<?>>> beans) {
        this.guard = guard;
        this.beans = beans;
    }

    @Override
    public boolean concerns(Class<?> type, Method method, Set<Class<?>> applications) {
        if (RuntimeDocuments.areServedBy(type)) {
            return false;
        }
        // Of several applications, a runtime may hand over any.
        Set<Class<?>> all = beans.get();
        MethodProtection protection = guard.resolve(type, method, all.size() > 1 ? all : applications);
        return protection.place() != MethodProtection.Place.ROOT_RESOURCE || !isOpen(protection.ownOrApplications());
    }

    /** The filter of a sub-resource looks at the object itself. */
    @Override
    public boolean isSame(Class<?> type, Method method, Class<?> actual) {
        ResourceMethod named = new ResourceMethod(type, method);
        return ResourceAuthorizer.place(named) != MethodProtection.Place.ROOT_RESOURCE || guard.isSame(named, actual);
    }

    @Override
    public void require(@Nullable Object allowance, Call call, Set<Class<?>> applications) {
        boolean allowed = allowance instanceof Allowance found && found.covers(call.type(), call.method());
        if (!allowed && !isOpen(guard.whole(call.route(), guard.resolve(call.type(), call.method(), applications)))) {
            throw InvocationChecks.refusal(call.type(), call.method(), NO_FILTER);
        }
    }

    private static boolean isOpen(Protection protection) {
        return protection instanceof Unsaid || protection instanceof Open;
    }
}
