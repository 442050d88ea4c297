package io.github.mfpjaxrs.security.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Test;

/** While TomEE deploys resources, it replaces the application's class loader with its own. */
class ClassLoaderTest {

    @Path("accounts")
    @RequestScoped
    public static class Accounts {

        @GET
        @MFPProtected("accessRestricted")
        public String balance() {
            return "balance";
        }
    }

    /** Changes the context class loader after the container has started, before the library reads it. */
    @ApplicationScoped
    public static class LaterLoader {

        static final ClassLoader LATER = new URLClassLoader(new URL[0], LaterLoader.class.getClassLoader());

        void change(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object started) {
            ConfigProviderResolver.instance().registerConfig(ConfigProvider.getConfig(), LATER);
            Thread.currentThread().setContextClassLoader(LATER);
        }
    }

    /** Remembers the class loaders that it is called with. */
    @Alternative
    @Priority(1)
    @ApplicationScoped
    public static class RememberingIntrospector implements TokenIntrospector {

        static final Queue<ClassLoader> SEEN = new ConcurrentLinkedQueue<>();

        @Override
        public IntrospectionResult introspect(String accessToken) {
            SEEN.add(Thread.currentThread().getContextClassLoader());
            return new IntrospectionResult.Inactive();
        }
    }

    @Test
    void introspectWhenContextClassLoaderHasChangedSinceDeploymentThenThatOfDeploymentCounts() throws Exception {
        Thread current = Thread.currentThread();
        ClassLoader ofDeployment = current.getContextClassLoader();
        try (MobileFirstServer server = MobileFirstServer.start();
                EmbeddedApplication application = EmbeddedApplication.against(server)
                        .resources(Accounts.class)
                        .beans(LaterLoader.class, RememberingIntrospector.class)
                        .start()) {
            application.getWithToken("accounts", "t0ken");

            assertThat(RememberingIntrospector.SEEN).containsExactly(ofDeployment);
        } finally {
            current.setContextClassLoader(ofDeployment);
        }
    }
}
