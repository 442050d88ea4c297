package io.github.mfpjaxrs.security.it.tck;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Registers {@link Deployments}. */
public final class TckExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Deployments.class);
    }
}
