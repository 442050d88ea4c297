package io.github.mfpjaxrs.security.it.app.order;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Runs before authentication filters. */
@Provider
@Priority(Priorities.AUTHENTICATION - 100)
public class EarlyFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (Orders.isWatched(request)) {
            Steps.take("early filter");
        }
    }
}
