package io.github.mfpjaxrs.security.internal.request;

import java.lang.reflect.Method;

/** Checks calls of protected methods of CDI beans. An interface, so that CDI can make a client proxy. */
@FunctionalInterface
public interface BeanInvocations {

    /**
     * Lets a method run, or refuses.
     *
     * @param target the bean that it is called on
     * @param method a protected resource method or sub-resource locator of the bean's class
     * @throws jakarta.ws.rs.WebApplicationException if no filter has allowed it
     */
    void require(Object target, Method method);
}
