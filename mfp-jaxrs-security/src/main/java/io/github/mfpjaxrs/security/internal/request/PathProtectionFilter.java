package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.decision.RequestIntrospection;
import io.github.mfpjaxrs.security.internal.decision.RequestIntrospection.Sent;
import io.github.mfpjaxrs.security.internal.protection.RequestPath;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Application;
import java.util.Optional;

/**
 * Protects the configured paths. This filter runs after all other pre-matching filters, because those can change the
 * method and the path. If a filter in front of JAX-RS has already authorized exactly the same method and path, this
 * filter does not decide again. Thread-safe.
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
        Optional<Sent> decided = authorization.pathDecided(request.getProperty(RequestIntrospection.PROPERTY));
        if (decided.filter(sent -> isUnchanged(sent, request)).isPresent()) {
            return;
        }
        HttpRequest http = decided.flatMap(PathProtectionFilter::contextRoot)
                .map(root -> JaxRsHttpRequest.below(root, request))
                .orElseGet(() -> JaxRsHttpRequest.of(request, application));
        HttpOutcome outcome = authorization.decidePath(http);
        JaxRsHttpRequest.apply(outcome, request);
    }

    private static boolean isUnchanged(Sent sent, ContainerRequestContext request) {
        return sent.method().equals(request.getMethod())
                && sent.rawPath().equals(request.getUriInfo().getRequestUri().getRawPath());
    }

    /** Returns the context root as the client sent it. */
    private static Optional<String> contextRoot(Sent sent) {
        String raw = sent.rawPath();
        for (int start = raw.indexOf('/'); start >= 0; start = raw.indexOf('/', start + 1)) {
            if (RequestPath.decode(raw.substring(start)).equals(Optional.of(sent.path()))) {
                return Optional.of(raw.substring(0, start));
            }
        }
        return Optional.empty();
    }
}
