package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/**
 * Decides about a request, or suspends the request while its token is introspected, so that the event loop is not
 * blocked. The next filter then uses the introspection result.
 */
@Priority(Priorities.AUTHENTICATION - 2)
public final class SuspendingFilter implements ResteasyReactiveContainerRequestFilter {

    private final Function<ContainerRequestContext, CompletionStage<?>> decision;

    /**
     * Creates the filter for one resource method.
     *
     * @param decision decides about a request, or starts the introspection and returns a stage that completes when
     *     the result is available
     */
    public SuspendingFilter(Function<ContainerRequestContext, CompletionStage<?>> decision) {
        this.decision = decision;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        Suspension.of(request).until(decision.apply(request));
    }
}
