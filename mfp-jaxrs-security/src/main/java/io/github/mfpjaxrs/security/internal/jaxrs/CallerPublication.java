package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.function.Consumer;

/**
 * Puts a caller into the current request's scope, where injection finds it. It asks the scope itself, once for each
 * request: the way through the bean's client proxy costs as much again. Thread-safe.
 */
final class CallerPublication implements Consumer<CallerContext> {

    private final BeanManager beans;
    private final Bean<RequestCaller> bean;

    CallerPublication(BeanManager beans) {
        this.beans = beans;
        this.bean = bean(beans);
    }

    @SuppressWarnings("unchecked") // found by this type
    private static Bean<RequestCaller> bean(BeanManager beans) {
        return (Bean<RequestCaller>) beans.resolve(beans.getBeans(RequestCaller.class));
    }

    @Override
    public void accept(CallerContext caller) {
        Context scope = beans.getContext(RequestScoped.class);
        scope.get(bean, beans.createCreationalContext(bean)).set(caller);
    }
}
