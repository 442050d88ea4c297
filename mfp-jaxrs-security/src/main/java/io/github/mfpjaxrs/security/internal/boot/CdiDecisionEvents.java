package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.decision.DecisionListener;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;

/** Fires decisions as CDI events, if the application observes them. */
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
            Optional.empty());

    private final Event<AccessDecided> event;
    private final boolean observed;

    CdiDecisionEvents(Event<AccessDecided> event, BeanManager beans) {
        this.event = event;
        this.observed =
                !beans.resolveObserverMethods(SAMPLE, Any.Literal.INSTANCE).isEmpty();
    }

    @Override
    public boolean isListening() {
        return observed;
    }

    @Override
    public void decided(AccessDecided decision) {
        try {
            event.fireAsync(decision);
            event.fire(decision);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "An observer of AccessDecided failed; the decision stands.", e);
        }
    }
}
