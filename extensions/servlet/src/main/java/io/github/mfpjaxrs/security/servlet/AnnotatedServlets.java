package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.spi.AnnotatedTypes;
import jakarta.annotation.security.DenyAll;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServlet;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Finds servlets with {@code @MFPProtected} or {@code @DenyAll}. Public because {@code ServiceLoader} loads this
 * class.
 */
public final class AnnotatedServlets implements AnnotatedTypes {

    private static final String HTTP_SERVLET = "jakarta.servlet.http.HttpServlet";

    /** Called by {@code ServiceLoader}. */
    public AnnotatedServlets() {}

    /**
     * Whether the type is a servlet. {@code HttpServlet} is referred to by name, because it is missing on runtimes
     * without servlets.
     */
    @Override
    public boolean enforces(Class<?> type) {
        for (Class<?> part = type; part != null; part = part.getSuperclass()) {
            if (part.getName().equals(HTTP_SERVLET)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the classes of an application's annotated servlets, by servlet name. */
    static Map<String, Class<?>> of(ServletContext context) {
        Map<String, Class<?>> annotated = new TreeMap<>();
        context.getServletRegistrations().forEach((name, registration) -> {
            Class<?> type = load(context, registration);
            if (HttpServlet.class.isAssignableFrom(type) && isAnnotated(type)) {
                annotated.put(name, type);
            }
        });
        return annotated;
    }

    /**
     * Returns {@code Object} if the application cannot load the class. Such a class either does not belong to the
     * application or cannot be called.
     */
    private static Class<?> load(ServletContext context, ServletRegistration registration) {
        String name = registration.getClassName();
        try {
            return name == null ? Object.class : Class.forName(name, false, context.getClassLoader());
        } catch (ClassNotFoundException | LinkageError none) {
            return Object.class;
        }
    }

    private static boolean isAnnotated(Class<?> type) {
        return types(type)
                .anyMatch(part -> hasAnnotation(part)
                        || Arrays.stream(part.getDeclaredMethods()).anyMatch(AnnotatedServlets::hasAnnotation));
    }

    private static boolean hasAnnotation(AnnotatedElement element) {
        return element.isAnnotationPresent(MFPProtected.class) || element.isAnnotationPresent(DenyAll.class);
    }

    /**
     * Returns the class, its superclasses up to but excluding {@code HttpServlet}, and their interfaces, nearest
     * first.
     */
    static Stream<Class<?>> types(Class<?> type) {
        return Stream.concat(classes(type), classes(type).flatMap(AnnotatedServlets::interfaces))
                .distinct();
    }

    static Stream<Class<?>> classes(Class<?> type) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> part = type; part != null && part != HttpServlet.class; part = part.getSuperclass()) {
            classes.add(part);
        }
        return classes.stream();
    }

    private static Stream<Class<?>> interfaces(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).flatMap(part -> Stream.concat(Stream.of(part), interfaces(part)));
    }
}
