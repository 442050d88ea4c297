package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Fires decisions as CDI events if the application observes them. */
final class CdiDecisionEvents implements DecisionListener {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final AccessDecided SAMPLE = new AccessDecided(
            Optional.empty(),
            RequiredScope.none(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private final Event<AccessDecided> event;
    private final boolean observed;
    private final boolean observedAsynchronously;

    CdiDecisionEvents(Event<AccessDecided> event, BeanManager beans) {
        this.event = event;
        Set<ObserverMethod<? super AccessDecided>> observers =
                beans.resolveObserverMethods(SAMPLE, Any.Literal.INSTANCE);
        this.observed = !observers.isEmpty();
        this.observedAsynchronously = observers.stream().anyMatch(ObserverMethod::isAsync);
    }

    @Override
    public boolean isListening() {
        return observed;
    }

    @Override
    public void decided(AccessDecided decision) {
        try {
            if (observedAsynchronously) {
                event.fireAsync(decision);
            }
            event.fire(decision);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An observer of AccessDecided failed; the decision stands.", e);
        }
    }
}
