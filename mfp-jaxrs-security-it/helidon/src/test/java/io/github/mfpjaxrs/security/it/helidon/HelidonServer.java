package io.github.mfpjaxrs.security.it.helidon;

import io.github.mfpjaxrs.security.it.embedded.EmbeddedServer;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Runs an application on Helidon, which starts its server together with CDI. Public because the suite instantiates
 * this class by name.
 */
public final class HelidonServer extends EmbeddedServer {

    private @Nullable SeContainer beans;

    @Override
    protected URI start(Contents contents) {
        beans = SeContainerInitializer.newInstance().initialize();
        return URI.create("http://127.0.0.1:" + port(beans) + "/");
    }

    /**
     * Returns the server's port. Uses reflection, because Helidon's classes require a later Java version than the one
     * that compiles this class.
     */
    private static int port(SeContainer beans) {
        try {
            Class<? extends Extension> server = Class.forName(
                            "io.helidon.microprofile.server.ServerCdiExtension",
                            false,
                            Thread.currentThread().getContextClassLoader())
                    .asSubclass(Extension.class);
            Extension extension = beans.getBeanManager().getExtension(server);
            return (int) server.getMethod("port").invoke(extension);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (beans != null) {
            beans.close();
        }
    }
}
