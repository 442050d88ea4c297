package io.github.mfpjaxrs.security.internal.resteasy;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jboss.resteasy.spi.ResteasyProviderFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates REST clients that contain no application's providers. RESTEasy adds the current application's client
 * providers to each new client. On a thread that serves no request, it considers an arbitrary application on the same
 * server to be the current one. The interceptors of that application would see this application's tokens, and if its
 * start has failed, no call would succeed.
 */
public final class DetachedClients {

    /** The class is part of RESTEasy's core, whose services would replace the JAX-RS runtime of this module's tests. */
    private static final @Nullable Class<?> CURRENT =
            find("org.jboss.resteasy.core.ThreadLocalResteasyProviderFactory");

    private DetachedClients() {}

    /**
     * Creates a client.
     *
     * @param supplier creates the client on the current thread
     * @return the client, which contains application providers only if RESTEasy's core is not visible
     */
    public static <T> T create(Supplier<T> supplier) {
        if (CURRENT == null) {
            return supplier.get();
        }
        call(CURRENT, "push", new Class<?>[] {ResteasyProviderFactory.class}, ResteasyProviderFactory.newInstance());
        try {
            return supplier.get();
        } finally {
            call(CURRENT, "pop", new Class<?>[0]);
        }
    }

    private static void call(Class<?> type, String name, Class<?>[] parameters, Object... arguments) {
        try {
            Method method = type.getMethod(name, parameters);
            method.invoke(null, arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("RESTEasy's current application cannot be changed", e);
        }
    }

    private static @Nullable Class<?> find(String type) {
        try {
            return Class.forName(type, false, DetachedClients.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError hidden) {
            return null;
        }
    }
}
