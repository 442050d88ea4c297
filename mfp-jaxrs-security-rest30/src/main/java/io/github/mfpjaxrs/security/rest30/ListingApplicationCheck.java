package io.github.mfpjaxrs.security.rest30;

import io.github.mfpjaxrs.security.internal.rest30.FilterPresence;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import jakarta.ws.rs.core.Application;
import java.lang.reflect.Modifier;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fails the deployment of an application that lists its classes, where that would leave it without protection: runtimes
 * before Jakarta REST 3.1 look for no features with {@code ServiceLoader} (JAX-RS §4.1.2), and take what is listed and
 * nothing else. Every other application there gets a {@link FilterGate}. Public because servlet containers create it.
 */
@HandlesTypes(Application.class)
public final class ListingApplicationCheck implements ServletContainerInitializer {

    private static final String SINCE_3_1 = "jakarta.ws.rs.SeBootstrap";

    /** For {@code ServiceLoader}. */
    public ListingApplicationCheck() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> applications, ServletContext context) throws ServletException {
        if (findsFeatures(Application.class.getClassLoader())) {
            return;
        }
        if (applications != null) {
            refuseListing(applications);
        }
        new FilterGate(() -> CDI.current().select(FilterPresence.class).get().isMissing()).guard(context);
    }

    static boolean findsFeatures(@Nullable ClassLoader ofTheRuntime) {
        try {
            Class.forName(SINCE_3_1, false, ofTheRuntime);
            return true;
        } catch (ClassNotFoundException before) {
            return false;
        }
    }

    static void refuseListing(Set<Class<?>> applications) throws ServletException {
        Set<String> listing = applications.stream()
                .filter(type -> !Modifier.isAbstract(type.getModifiers()) && lists(type))
                .map(Class::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        if (!listing.isEmpty()) {
            throw new ServletException("MFP protection cannot be enforced: " + listing
                    + " declares methods, or overrides getClasses() or getSingletons(), and this runtime is older than"
                    + " Jakarta REST 3.1: it would serve the application without our filters. Leave the class empty, so"
                    + " that the runtime finds resources and filters by itself, or use a newer runtime");
        }
    }

    /** TomEE looks for filters by itself only while no application declares any method at all. */
    private static boolean lists(Class<?> type) {
        return type.getDeclaredMethods().length > 0
                || overrides(type, "getClasses")
                || overrides(type, "getSingletons");
    }

    private static boolean overrides(Class<?> type, String method) {
        try {
            return type.getMethod(method).getDeclaringClass() != Application.class;
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(type + " is no Application", e);
        }
    }
}
