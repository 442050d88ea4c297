package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.request.BeanInvocations;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;

/** Has each call of a protected method of a bean checked. Not final, and not private, for CDI. */
@Interceptor
@InvocationChecked
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
class InvocationInterceptor {

    private final BeanInvocations invocations;

    @Inject
    InvocationInterceptor(BeanInvocations invocations) {
        this.invocations = invocations;
    }

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        invocations.require(call.getTarget(), call.getMethod());
        return call.proceed();
    }
}
