package io.github.mfpjaxrs.security.it.support;

import org.jboss.arquillian.core.spi.LoadableExtension;

/** Registers {@link Deployments}. */
public final class SuiteExtension implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Deployments.class);
    }
}
