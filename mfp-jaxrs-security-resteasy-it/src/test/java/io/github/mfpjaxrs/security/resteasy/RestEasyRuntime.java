package io.github.mfpjaxrs.security.resteasy;

import io.github.mfpjaxrs.security.catalogue.Deployment;
import io.github.mfpjaxrs.security.catalogue.RuntimeUnderTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jboss.resteasy.cdi.CdiInjectorFactory;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.environment.servlet.Listener;

/** RESTEasy as a servlet on Undertow, with Weld SE and SmallRye Config. */
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
        DeploymentManager servlets = Servlets.newContainer().addDeployment(web(deployment, beans));
        servlets.deploy();
        undo.push(servlets::undeploy);
        HttpHandler handler = servlets.start();
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(handler)
                .build();
        server.start();
        undo.push(server::stop);
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return new RunningApplication(URI.create("http://127.0.0.1:" + address.getPort() + "/"), beans, undo);
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

    private static DeploymentInfo web(Deployment deployment, WeldContainer beans) {
        ResteasyDeployment resteasy = new ResteasyDeploymentImpl();
        resteasy.setApplication(deployment.application());
        resteasy.setInjectorFactory(new CdiInjectorFactory(beans.getBeanManager()));
        return new DeploymentInfo()
                .setClassLoader(RestEasyRuntime.class.getClassLoader())
                .setContextPath("/")
                .setDeploymentName("application")
                .addServletContextAttribute(ResteasyDeployment.class.getName(), resteasy)
                .addServlet(Servlets.servlet("resteasy", HttpServlet30Dispatcher.class)
                        .setAsyncSupported(true)
                        .setLoadOnStartup(1)
                        .addMapping("/*"))
                .addListener(Servlets.listener(Listener.class, new ImmediateInstanceFactory<>(Listener.using(beans))));
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
