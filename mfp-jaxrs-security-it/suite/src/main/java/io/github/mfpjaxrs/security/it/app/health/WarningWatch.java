package io.github.mfpjaxrs.security.it.app.health;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.BeforeShutdown;
import jakarta.enterprise.inject.spi.Extension;

/** Starts recording the log before beans and resources are discovered. */
public class WarningWatch implements Extension {

    void listen(@Observes BeforeBeanDiscovery deployment) {
        Warnings.listen();
    }

    void leave(@Observes BeforeShutdown end) {
        Warnings.leave();
    }
}
