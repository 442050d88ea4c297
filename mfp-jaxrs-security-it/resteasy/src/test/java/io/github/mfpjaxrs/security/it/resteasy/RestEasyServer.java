package io.github.mfpjaxrs.security.it.resteasy;

import io.github.mfpjaxrs.security.it.embedded.EmbeddedServer;
import jakarta.servlet.ServletException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jspecify.annotations.Nullable;

/**
 * Runs an application on RESTEasy with Undertow and Weld SE. Public because the suite instantiates this class by name.
 */
public final class RestEasyServer extends EmbeddedServer {

    private @Nullable WeldContainer beans;
    private @Nullable RestEasyOnUndertow server;

    @Override
    protected URI start(Contents contents) {
        // Weld's shutdown hook would retain each deployment's class loader until the JVM exits.
        beans = new Weld().skipShutdownHook().initialize();
        ResteasyDeployment resteasy = RestEasyOnUndertow.deployment(beans);
        resteasy.setApplicationClass(contents.application().getName());
        if (listsNothing(contents.application())) {
            Predicate<Class<?>> resource = type -> type.isAnnotationPresent(Path.class);
            resteasy.setResourceClasses(names(contents.components(), resource));
            resteasy.setProviderClasses(names(contents.components(), resource.negate()));
        }
        try {
            server = RestEasyOnUndertow.start(resteasy, beans, contents.path(), "/api");
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        return server.root().resolve(contents.path() + "/");
    }

    private static boolean listsNothing(Class<? extends Application> type) {
        try {
            return type.getDeclaredConstructor().newInstance().getClasses().isEmpty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> names(Set<Class<?>> types, Predicate<Class<?>> which) {
        return types.stream().filter(which).map(Class::getName).toList();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (beans != null) {
            beans.close();
        }
    }
}
