package io.github.mfpjaxrs.security.it.resteasy;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.ServletException;
import java.net.InetSocketAddress;
import java.net.URI;
import org.jboss.resteasy.cdi.CdiInjectorFactory;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.plugins.server.servlet.HttpServlet30Dispatcher;
import org.jboss.resteasy.plugins.server.servlet.ResteasyContextParameters;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.environment.servlet.Listener;

/** Runs RESTEasy with Weld SE as a servlet on Undertow, on a free loopback port. */
final class RestEasyOnUndertow implements AutoCloseable {

    private final DeploymentManager servlets;
    private final Undertow server;

    private RestEasyOnUndertow(DeploymentManager servlets, Undertow server) {
        this.servlets = servlets;
        this.server = server;
    }

    /** Returns a deployment that uses these beans but has no application yet. */
    static ResteasyDeployment deployment(WeldContainer beans) {
        ResteasyDeployment resteasy = new ResteasyDeploymentImpl();
        resteasy.setInjectorFactory(new CdiInjectorFactory(beans.getBeanManager()));
        return resteasy;
    }

    /**
     * Starts the server.
     *
     * @param context the web application's context path
     * @param prefix the path under which JAX-RS resources are served, relative to the context path
     */
    static RestEasyOnUndertow start(ResteasyDeployment resteasy, WeldContainer beans, String context, String prefix)
            throws ServletException {
        DeploymentInfo web = new DeploymentInfo()
                .setClassLoader(RestEasyOnUndertow.class.getClassLoader())
                .setContextPath(context)
                .setDeploymentName("application")
                .addServletContextAttribute(ResteasyDeployment.class.getName(), resteasy)
                .addServlet(Servlets.servlet("resteasy", HttpServlet30Dispatcher.class)
                        .setAsyncSupported(true)
                        .setLoadOnStartup(1)
                        .addInitParam(ResteasyContextParameters.RESTEASY_SERVLET_MAPPING_PREFIX, prefix)
                        .addMapping(prefix + "/*"))
                .addListener(Servlets.listener(Listener.class, new ImmediateInstanceFactory<>(Listener.using(beans))));
        DeploymentManager servlets = Servlets.newContainer().addDeployment(web);
        servlets.deploy();
        try {
            return new RestEasyOnUndertow(servlets, serve(context, servlets.start()));
        } catch (ServletException | RuntimeException e) {
            servlets.undeploy();
            throw e;
        }
    }

    private static Undertow serve(String context, HttpHandler handler) {
        Undertow server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setHandler(Handlers.path().addPrefixPath(context, handler))
                .build();
        server.start();
        return server;
    }

    /** Returns the server's root URI, which does not include the context path. */
    URI root() {
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        return URI.create("http://127.0.0.1:" + address.getPort() + "/");
    }

    @Override
    public void close() {
        server.stop();
        servlets.undeploy();
    }
}
