package io.github.mfpjaxrs.security.internal.client;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/**
 * Stops CDI from treating the REST client's interface as a candidate bean, because Weld would otherwise log a warning
 * (WELD-000167) in every deployment. The REST client's own extension still sees the interface and creates the bean.
 * This class is public because CDI containers instantiate it.
 */
public final class ClientTypeVeto implements Extension {

    /** Called by CDI. */
    public ClientTypeVeto() {}

    void discover(@Observes ProcessAnnotatedType<AuthorizationServerApi> type) {
        type.veto();
    }
}
