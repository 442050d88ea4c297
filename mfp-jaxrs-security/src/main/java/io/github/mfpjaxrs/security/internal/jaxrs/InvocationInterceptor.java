package io.github.mfpjaxrs.security.internal.jaxrs;

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

    private final Wiring wiring;

    @Inject
    InvocationInterceptor(Wiring wiring) {
        this.wiring = wiring;
    }

    @AroundInvoke
    Object check(InvocationContext call) throws Exception {
        wiring.invocationGate().require(call.getTarget(), call.getMethod());
        return call.proceed();
    }
}
