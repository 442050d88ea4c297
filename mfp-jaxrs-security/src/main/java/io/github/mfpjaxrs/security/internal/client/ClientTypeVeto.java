package io.github.mfpjaxrs.security.internal.client;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;

/**
 * Keeps CDI from looking at the REST client's interface as if it were to be a bean by itself: Weld warns of it (WELD-000167)
 * in every deployment. The REST client's own extension sees it nevertheless, and makes the bean. Public because CDI containers
 * create it.
 */
public final class ClientTypeVeto implements Extension {

    /** For CDI. */
    public ClientTypeVeto() {}

    void discover(@Observes ProcessAnnotatedType<AuthorizationServerApi> type) {
        type.veto();
    }
}
