package io.github.mfpjaxrs.security.it.app.order;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Runs for every response, including refusals. */
@Provider
public class AfterwardsFilter implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (Orders.isWatched(request)) {
            Steps.take("response filter");
        }
    }
}
