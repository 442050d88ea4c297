package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.CurrentCall;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Stores the caller in CDI's request scope. The scope is accessed directly, and only once per request, because going
 * through the bean's client proxy would double the cost. Thread-safe.
 */
public final class RequestScopePublisher implements SecurityContextPublisher {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private final BeanManager beans;
    private final Bean<RequestSecurityContext> bean;

    public RequestScopePublisher(BeanManager beans) {
        this.beans = beans;
        this.bean = bean(beans);
    }

    @SuppressWarnings("unchecked") // the lookup uses this type
    private static Bean<RequestSecurityContext> bean(BeanManager beans) {
        return (Bean<RequestSecurityContext>) beans.resolve(beans.getBeans(RequestSecurityContext.class));
    }

    /**
     * Does nothing if no request scope is active, as in Payara's asynchronous dispatches, because there is then
     * nowhere to store the caller.
     */
    @Override
    public void publish(CallerSecurityContext caller, @Nullable Allowance allowance) {
        try {
            Context scope = beans.getContext(RequestScoped.class);
            scope.get(bean, beans.createCreationalContext(bean)).set(caller, allowance);
        } catch (ContextNotActiveException noScope) {
            LOG.log(Level.DEBUG, "no request scope: {0}", noScope.getMessage());
        }
    }

    @Override
    public void retract() {
        try {
            RequestSecurityContext caller =
                    beans.getContext(RequestScoped.class).get(bean);
            if (caller != null) {
                caller.reset();
            }
        } catch (ContextNotActiveException noScope) {
            LOG.log(Level.DEBUG, "no request scope: {0}", noScope.getMessage());
        }
    }

    /** Returns the current request's allowance; null if the request has none or no request is active. */
    @Nullable
    Allowance allowance() {
        try {
            RequestSecurityContext caller =
                    beans.getContext(RequestScoped.class).get(bean);
            return caller == null ? null : caller.allowance();
        } catch (ContextNotActiveException noScope) {
            return CurrentCall.allowance();
        }
    }
}
