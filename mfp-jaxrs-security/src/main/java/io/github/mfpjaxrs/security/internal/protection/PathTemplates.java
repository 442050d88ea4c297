package io.github.mfpjaxrs.security.internal.protection;

import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/**
 * Builds path templates for resource methods from {@code @Path} annotations. Unlike request paths, templates contain
 * no client input and can therefore be reported. Thread-safe.
 */
public final class PathTemplates {

    /** Stands for an unknown part of a template. */
    private static final String UNKNOWN = "*";

    private record Route(List<Class<?>> matched, Class<?> type, Method method) {}

    private final ConcurrentMap<Route, String> known = new ConcurrentHashMap<>();

    /** Returns the path template for a method. */
    public String templateOf(List<Class<?>> matched, Class<?> type, Method method) {
        boolean isRoot = ResourceMethods.isRootResource(type);
        return known.computeIfAbsent(new Route(isRoot ? List.of() : matched, type, method), PathTemplates::template);
    }

    /** Returns a root resource's path template, which {@link #append} can extend. */
    public static String ofRoot(Class<?> type) {
        StringBuilder template = new StringBuilder();
        append(template, ofClass(type).orElse(""));
        return template.isEmpty() ? "/" : template.toString();
    }

    /** Appends the path of a method or locator to its resource's path template. */
    public static String append(String resource, Class<?> type, Method method) {
        StringBuilder template = new StringBuilder();
        append(template, resource);
        append(template, ofMethod(type, method).orElse(""));
        return template.isEmpty() ? "/" : template.toString();
    }

    private static String template(Route route) {
        StringBuilder template = new StringBuilder();
        if (ResourceMethods.isRootResource(route.type())) {
            append(template, ofClass(route.type()).orElse(""));
        } else {
            appendLocators(template, route.matched());
        }
        append(template, ofMethod(route.type(), route.method()).orElse(""));
        return template.isEmpty() ? "/" : template.toString();
    }

    private static void appendLocators(StringBuilder template, List<Class<?>> matched) {
        if (matched.size() < 2) {
            append(template, UNKNOWN);
            return;
        }
        append(template, ofClass(matched.get(matched.size() - 1)).orElse(UNKNOWN));
        for (int i = matched.size() - 1; i > 0; i--) {
            append(template, ofStep(matched.get(i), matched.get(i - 1)));
        }
    }

    private static String ofStep(Class<?> from, Class<?> to) {
        List<String> candidates = ResourceMethods.locators(from).stream()
                .filter(locator -> ResourceMethods.mayReturn(locator, to))
                .map(locator -> ofMethod(from, locator).orElse(UNKNOWN))
                .distinct()
                .toList();
        return candidates.size() == 1 ? candidates.get(0) : UNKNOWN;
    }

    private static Optional<String> ofClass(Class<?> type) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return first(Stream.concat(types.classes().stream(), types.interfaces().stream()));
    }

    private static Optional<String> ofMethod(Class<?> type, Method method) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return first(
                Stream.concat(types.classDeclarations(method).stream(), types.interfaceDeclarations(method).stream()));
    }

    private static Optional<String> first(Stream<? extends AnnotatedElement> places) {
        return places.map(place -> place.getAnnotation(Path.class))
                .filter(path -> path != null)
                .map(Path::value)
                .findFirst();
    }

    private static void append(StringBuilder template, String part) {
        String trimmed = part.replaceAll("^/+|/+$", "");
        if (!trimmed.isEmpty()) {
            template.append('/').append(trimmed);
        }
    }
}
