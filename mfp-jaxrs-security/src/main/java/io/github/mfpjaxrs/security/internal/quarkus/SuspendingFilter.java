package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/**
 * Decides about a request, or suspends it while its token is introspected, so that no event loop waits: the filter after
 * it decides then, and finds the answer there.
 */
@Priority(Priorities.AUTHENTICATION - 2)
public final class SuspendingFilter implements ResteasyReactiveContainerRequestFilter {

    private final Function<ContainerRequestContext, CompletionStage<?>> decision;

    /**
     * A filter for one resource method.
     *
     * @param decision decides about a request, or begins what that needs and says when it is there
     */
    public SuspendingFilter(Function<ContainerRequestContext, CompletionStage<?>> decision) {
        this.decision = decision;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        Suspension.of(request).until(decision.apply(request));
    }
}
