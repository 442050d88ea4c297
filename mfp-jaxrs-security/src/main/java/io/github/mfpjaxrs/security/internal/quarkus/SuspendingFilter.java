package io.github.mfpjaxrs.security.internal.quarkus;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;

/**
 * Suspends a request while its token is introspected, so that no event loop waits. It lets nobody pass: the filter after
 * it decides, and finds the answer there.
 */
@Priority(Priorities.AUTHENTICATION - 2)
public final class SuspendingFilter implements ResteasyReactiveContainerRequestFilter {

    private final Function<ContainerRequestContext, CompletionStage<?>> preparation;

    /**
     * A filter for one resource method.
     *
     * @param preparation begins what the decision about a request needs, and says when it is there
     */
    public SuspendingFilter(Function<ContainerRequestContext, CompletionStage<?>> preparation) {
        this.preparation = preparation;
    }

    @Override
    public void filter(ResteasyReactiveContainerRequestContext request) {
        Suspension.of(request).until(preparation.apply(request));
    }
}
