package io.github.mfpjaxrs.security.it.app;

import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.util.Locale;

/** Makes the container replace the resource with a subclass. */
@Shouted
@Interceptor
@Priority(Interceptor.Priority.APPLICATION)
public class ShoutingInterceptor {

    @AroundInvoke
    Object shout(InvocationContext invocation) throws Exception {
        return invocation.proceed().toString().toUpperCase(Locale.ROOT);
    }
}
