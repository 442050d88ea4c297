package io.github.mfpjaxrs.security.catalogue;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.ws.rs.core.Application;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An application to be started, with its configuration, resources and providers. This class refers to no class of
 * this library.
 */
public final class Deployment {

    private final Map<String, String> config = new HashMap<>();
    private final List<Class<?>> classes = new ArrayList<>();
    private final Set<Object> singletons = new LinkedHashSet<>();
    private Application application;

    /**
     * Sets the three keys that every application needs for a given server, and generous time limits for a busy
     * machine.
     */
    public static Deployment against(MobileFirstServer server) {
        return new Deployment()
                .config("mfp.authorization-server.url", server.url().toString())
                .config("mfp.client-id", server.clientId())
                .config("mfp.client-secret", server.clientSecret())
                .config("mfp.timeout.connect", "PT20S")
                .config("mfp.timeout.read", "PT20S")
                .config("mfp.timeout.total", "PT30S");
    }

    public Deployment config(String key, String value) {
        config.put(key, value);
        return this;
    }

    public Deployment without(String key) {
        config.remove(key);
        return this;
    }

    /** Adds resources and providers that are also beans. */
    public Deployment classes(Class<?>... more) {
        classes.addAll(List.of(more));
        return this;
    }

    /** Adds resources and providers that the application creates itself, unknown to CDI. */
    public Deployment singletons(Object... more) {
        singletons.addAll(List.of(more));
        return this;
    }

    /** Sets an application of a custom class, which determines what it lists. */
    public Deployment application(Application own) {
        application = own;
        return this;
    }

    public Map<String, String> config() {
        return Map.copyOf(config);
    }

    public List<Class<?>> beanClasses() {
        return List.copyOf(classes);
    }

    public Application application() {
        return application != null ? application : new Listed(new LinkedHashSet<>(classes), singletons);
    }

    /** Lists exactly the given classes and singletons. */
    public static class Listed extends Application {

        private final Set<Class<?>> classes;
        private final Set<Object> singletons;

        public Listed(Set<Class<?>> classes, Set<Object> singletons) {
            this.classes = Set.copyOf(classes);
            this.singletons = Set.copyOf(singletons);
        }

        @Override
        public Set<Class<?>> getClasses() {
            return classes;
        }

        @Override
        @SuppressWarnings("deprecation") // JAX-RS 3.1 has it still, and applications use it
        public Set<Object> getSingletons() {
            return singletons;
        }
    }
}
