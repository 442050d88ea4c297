package io.github.mfpjaxrs.security.it.embedded;

import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jspecify.annotations.Nullable;

/** The runtime's configuration in a module's {@code arquillian.xml}. */
public final class EmbeddedConfiguration implements ContainerConfiguration {

    private @Nullable String server;

    public String getServer() {
        if (server == null) {
            throw new ConfigurationException("server must name a subclass of EmbeddedServer");
        }
        return server;
    }

    public void setServer(String server) {
        this.server = server;
    }

    @Override
    public void validate() {
        getServer();
    }
}
