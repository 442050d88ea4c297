package io.github.mfpjaxrs.security.internal.request;

import java.lang.reflect.Method;

/**
 * Checks invocations of protected CDI bean methods. This is an interface so that CDI can create a client proxy.
 */
@FunctionalInterface
public interface BeanInvocations {

    /**
     * Returns normally only if a method may be executed.
     *
     * @param target the bean on which the method is called
     * @param method a protected resource method or sub-resource locator of the bean's class
     * @throws jakarta.ws.rs.WebApplicationException if no filter has allowed the call
     */
    void require(Object target, Method method);
}
