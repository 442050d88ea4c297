package io.github.mfpjaxrs.security.internal.client;

import jakarta.ws.rs.ext.RuntimeDelegate;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates REST clients that contain no application's providers. RESTEasy adds the current application's client
 * providers to each new client. On a thread that serves no request, it considers an arbitrary application on the same
 * server to be the current one. The filters of that application would see this application's secrets and tokens, and
 * if its start has failed, no call would succeed.
 *
 * <p>RESTEasy's classes are used by reflection, because Open Liberty hides them from applications.
 */
public final class DetachedClients {

    private static final String CURRENT = "org.jboss.resteasy.core.ThreadLocalResteasyProviderFactory";
    private static final String EMPTY = "org.jboss.resteasy.core.providerfactory.ResteasyProviderFactoryImpl";

    private DetachedClients() {}

    /**
     * Creates a client.
     *
     * @param supplier creates the client on the current thread
     */
    public static <T> T create(Supplier<T> supplier) {
        Class<?> current = find(CURRENT);
        Class<?> empty = find(EMPTY);
        if (current == null || empty == null) {
            return supplier.get();
        }
        push(current, empty);
        try {
            return supplier.get();
        } finally {
            pop(current);
        }
    }

    private static void push(Class<?> current, Class<?> empty) {
        try {
            Method push = Arrays.stream(current.getMethods())
                    .filter(method -> method.getName().equals("push"))
                    .findAny()
                    .orElseThrow(NoSuchMethodException::new);
            push.invoke(null, empty.getConstructor().newInstance());
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    private static void pop(Class<?> current) {
        try {
            current.getMethod("pop").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw unknown(e);
        }
    }

    private static IllegalStateException unknown(ReflectiveOperationException cause) {
        return new IllegalStateException("this version of RESTEasy cannot create a client without providers", cause);
    }

    private static @Nullable Class<?> find(String type) {
        try {
            return Class.forName(
                    type, false, RuntimeDelegate.getInstance().getClass().getClassLoader());
        } catch (ClassNotFoundException | LinkageError otherRuntime) {
            return null;
        }
    }
}
