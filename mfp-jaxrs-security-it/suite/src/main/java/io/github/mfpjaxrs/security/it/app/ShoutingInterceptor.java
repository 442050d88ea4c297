package io.github.mfpjaxrs.security.it.app;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Locale;

/**
 * Converts responses to upper case. Because of this interceptor, the container serves a subclass of the resource
 * class.
 */
@Shouted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class ShoutingInterceptor {

    @AroundInvoke
    Object shout(InvocationContext invocation) throws Exception {
        return invocation.proceed().toString().toUpperCase(Locale.ROOT);
    }
}
