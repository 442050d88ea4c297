package io.github.mfpjaxrs.security.it.app.order;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Has the default priority and therefore runs after authentication filters. */
@Provider
public class LateFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (Orders.isWatched(request)) {
            Steps.take("late filter");
        }
    }
}
