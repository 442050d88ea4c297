package io.github.mfpjaxrs.security.it.resteasy;

import io.github.mfpjaxrs.security.catalogue.Deployment;
import io.github.mfpjaxrs.security.catalogue.RuntimeUnderTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.servlet.ServletException;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/** Runs RESTEasy for the library's own test suite, which supplies bean classes and configuration itself. */
final class RestEasyRuntime implements RuntimeUnderTest {

    @Override
    public Running start(Deployment deployment) {
        Deque<Runnable> undo = new ArrayDeque<>();
        try {
            return start(deployment, undo);
        } catch (ServletException | RuntimeException | Error e) {
            undo.forEach(Runnable::run);
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    private static Running start(Deployment deployment, Deque<Runnable> undo) throws ServletException {
        configure(deployment, undo);
        WeldContainer beans = new Weld()
                .addBeanClasses(deployment.beanClasses().toArray(Class<?>[]::new))
                .initialize();
        undo.push(beans::shutdown);
        ResteasyDeployment resteasy = RestEasyOnUndertow.deployment(beans);
        resteasy.setApplication(deployment.application());
        RestEasyOnUndertow server = RestEasyOnUndertow.start(resteasy, beans, "/", "");
        undo.push(server::close);
        return new RunningApplication(server.root(), beans, undo);
    }

    private static void configure(Deployment deployment, Deque<Runnable> undo) {
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new PropertiesConfigSource(deployment.config(), "test", 500))
                .build();
        ConfigProviderResolver configs = ConfigProviderResolver.instance();
        configs.registerConfig(config, Thread.currentThread().getContextClassLoader());
        undo.push(() -> configs.releaseConfig(config));
    }

    private record RunningApplication(URI baseUri, WeldContainer beans, Deque<Runnable> undo) implements Running {

        @Override
        public <T> T bean(Class<T> type) {
            return beans.select(type).get();
        }

        @Override
        public void close() {
            undo.forEach(Runnable::run);
        }
    }
}
