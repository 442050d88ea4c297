package io.github.mfpjaxrs.security.it.embedded;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Runs one application on a runtime. The deployment's class loader loads this class and is also the context class
 * loader when the server starts. All parameters and results are JDK types.
 */
public abstract class EmbeddedServer implements BiFunction<String, List<String>, URI>, AutoCloseable {

    @Override
    public final URI apply(String path, List<String> classNames) {
        Class<? extends Application> application = null;
        Set<Class<?>> components = new LinkedHashSet<>();
        Set<Class<?>> all = new LinkedHashSet<>();
        for (String name : classNames) {
            Class<?> type = load(name);
            all.add(type);
            if (Application.class.isAssignableFrom(type)) {
                if (!Modifier.isAbstract(type.getModifiers())) {
                    application = type.asSubclass(Application.class);
                }
            } else if (!type.isInterface()
                    && (type.isAnnotationPresent(Path.class) || type.isAnnotationPresent(Provider.class))) {
                components.add(type);
            }
        }
        if (application == null) {
            throw new IllegalArgumentException("no Application among " + classNames);
        }
        return start(new Contents(path, application, components, all));
    }

    /**
     * The deployed content.
     *
     * @param path the application's context path
     * @param application the {@code Application} in the archive
     * @param components the resource and provider classes in the archive, for applications that list none
     * @param classes all classes in the archive
     */
    protected record Contents(
            String path, Class<? extends Application> application, Set<Class<?>> components, Set<Class<?>> classes) {}

    /** Starts the server on a free loopback port and returns the application's address. */
    protected abstract URI start(Contents contents);

    @Override
    public abstract void close();

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
