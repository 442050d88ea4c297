package io.github.mfpjaxrs.security.internal.request;

import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;

/**
 * Records the method and path of a request before other filters change them, so that {@link PathProtectionFilter}
 * notices a change. Thread-safe.
 */
@PreMatching
@Priority(Integer.MIN_VALUE)
public final class ReceivedRequestFilter implements ContainerRequestFilter {

    private static final String PROPERTY = ReceivedRequestFilter.class.getName();

    private record Received(String method, String path) {

        static Received of(ContainerRequestContext request) {
            return new Received(
                    request.getMethod(), request.getUriInfo().getRequestUri().getRawPath());
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        request.setProperty(PROPERTY, Received.of(request));
    }

    /** Whether the method and path are those of the client or of the dispatch. */
    static boolean isUnchanged(ContainerRequestContext request) {
        return Received.of(request).equals(request.getProperty(PROPERTY));
    }
}
