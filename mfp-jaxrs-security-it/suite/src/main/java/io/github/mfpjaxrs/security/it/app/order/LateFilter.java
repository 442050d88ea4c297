package io.github.mfpjaxrs.security.it.app.order;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;

/** Of no priority of its own, and so after filters that authenticate. */
@Provider
public class LateFilter implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        if (Orders.isWatched(request)) {
            Steps.take("late filter");
        }
    }
}
