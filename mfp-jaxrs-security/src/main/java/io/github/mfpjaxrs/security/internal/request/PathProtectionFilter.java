package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.decision.RequestIntrospection;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import java.util.Optional;

/**
 * Protects the configured paths if no filter in front of JAX-RS does. It runs after all other pre-matching filters,
 * because they may change the method and the path. Thread-safe.
 */
@PreMatching
@Priority(Integer.MAX_VALUE)
public final class PathProtectionFilter implements ContainerRequestFilter {

    private final HttpAuthorization authorization;
    private final Optional<Application> application;

    /** @param application the application that the filter is registered for, if the runtime reports it */
    public PathProtectionFilter(HttpAuthorization authorization, Optional<Application> application) {
        this.authorization = authorization;
        this.application = application;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (authorization.isPathDecided(request.getProperty(RequestIntrospection.PROPERTY))) {
            return;
        }
        HttpOutcome outcome = authorization.decidePath(JaxRsHttpRequest.of(request, application));
        JaxRsHttpRequest.apply(outcome, request);
    }
}
