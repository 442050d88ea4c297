package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.request.BeanInvocations;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/**
 * Checks each invocation of a protected bean method. The class is neither final nor private, as CDI requires. For use
 * on enterprise beans, Payara generates a subclass that calls the no-arg constructor.
 */
@Interceptor
@InvocationChecked
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class InvocationInterceptor {

    @Inject
    BeanInvocations invocations;

    /** Called by CDI and by Payara's subclass. */
    InvocationInterceptor() {}

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        invocations.require(call.getTarget(), call.getMethod());
        return call.proceed();
    }
}
