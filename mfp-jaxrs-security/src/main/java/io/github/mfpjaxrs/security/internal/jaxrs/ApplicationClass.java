package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Set;

/** What an application says of itself. */
final class ApplicationClass {

    private ApplicationClass() {}

    /** The class that its author wrote, and may have annotated. */
    static Class<?> of(Application application) {
        return unwrapped(application).getClass();
    }

    /** The classes that it lists, and those of the objects that it lists; none where it can be asked in a request alone. */
    @SuppressWarnings("deprecation") // getSingletons() is deprecated for applications, which may have it all the same
    static Set<Class<?>> listedBy(Application application) {
        try {
            Set<Class<?>> classes = new LinkedHashSet<>(application.getClasses());
            application.getSingletons().forEach(singleton -> classes.add(singleton.getClass()));
            return classes;
        } catch (ContextNotActiveException e) {
            // Quarkus injects a proxy here that belongs to a request.
            return Set.of();
        }
    }

    /** Jersey puts an application that is handed over as an object into a ResourceConfig. */
    private static Application unwrapped(Application application) {
        try {
            Method getter = application.getClass().getMethod("getApplication");
            return getter.invoke(application) instanceof Application wrapped ? wrapped : application;
        } catch (ReflectiveOperationException none) {
            return application;
        }
    }
}
