package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.decision.RequestIntrospection;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import java.util.Optional;

/**
 * Protects the configured paths. It runs after all other pre-matching filters, because they may change the method and
 * the path. If a filter in front of JAX-RS has already decided, this filter decides again only after such a change.
 * Thread-safe.
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
        Object shared = request.getProperty(RequestIntrospection.PROPERTY);
        if (authorization.isPathDecided(shared) && ReceivedRequestFilter.isUnchanged(request)) {
            return;
        }
        HttpRequest http = authorization
                .contextRoot(shared)
                .map(root -> JaxRsHttpRequest.below(root, request))
                .orElseGet(() -> JaxRsHttpRequest.of(request, application));
        HttpOutcome outcome = authorization.decidePath(http);
        JaxRsHttpRequest.apply(outcome, request);
    }
}
