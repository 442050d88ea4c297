package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.request.AllowanceCheck;
import io.github.mfpjaxrs.security.internal.request.DirectCalls;
import io.github.mfpjaxrs.security.internal.runtime.InvocationChecks;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.InjectionTarget;
import java.util.Set;

/**
 * Creates instances of a resource class, but refuses requests until JAX-RS has registered the library's filters. Used
 * in the cases that the method interceptors do not cover: an {@code Application} requires a token, configuration keys
 * protect paths, or CDI cannot intercept a protected method. Thread-safe.
 */
final class InvocationReadiness<T> implements InjectionTarget<T> {

    private final InjectionTarget<T> target;
    private final Class<T> type;
    private volatile boolean ready;

    InvocationReadiness(InjectionTarget<T> target, Class<T> type) {
        this.target = target;
        this.type = type;
    }

    @Override
    public T produce(CreationalContext<T> context) {
        if (!ready) {
            ready = isInPlace();
            if (!ready && isForARequest()) {
                throw InvocationChecks.refusal(type, AllowanceCheck.NO_FILTER);
            }
        }
        return target.produce(context);
    }

    private static boolean isInPlace() {
        return CDI.current().select(Beans.class).get().library().resources().areFiltersInstalled();
    }

    /** Whether the instance is created for a request, rather than at start-up or for the application's own code. */
    private boolean isForARequest() {
        BeanManager beans = CDI.current().getBeanManager();
        try {
            beans.getContext(RequestScoped.class);
        } catch (ContextNotActiveException noRequest) {
            return false;
        }
        return !DirectCalls.isFromSameArchive(type);
    }

    @Override
    public void inject(T instance, CreationalContext<T> context) {
        target.inject(instance, context);
    }

    @Override
    public void postConstruct(T instance) {
        target.postConstruct(instance);
    }

    @Override
    public void preDestroy(T instance) {
        target.preDestroy(instance);
    }

    @Override
    public void dispose(T instance) {
        target.dispose(instance);
    }

    @Override
    public Set<InjectionPoint> getInjectionPoints() {
        return target.getInjectionPoints();
    }
}
