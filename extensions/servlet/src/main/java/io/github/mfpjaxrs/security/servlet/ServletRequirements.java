package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The requirements declared by a servlet class's annotations, by HTTP method. The nearest annotation applies, in the
 * following order: method, overridden method, class, superclass, interface. Immutable.
 */
final class ServletRequirements {

    /** Maps each HTTP method to the {@code HttpServlet} method that handles it. */
    private static final Map<String, String> HANDLERS = Map.of(
            "GET", "doGet",
            "HEAD", "doHead",
            "POST", "doPost",
            "PUT", "doPut",
            "PATCH", "doPatch",
            "DELETE", "doDelete",
            "OPTIONS", "doOptions",
            "TRACE", "doTrace");

    /** The requirement for a method. */
    sealed interface Requirement {

        /** A token with the given scope is required. */
        record Scoped(RequiredScope scope) implements Requirement {}

        /** The method is open because of an annotation. */
        record Open() implements Requirement {}

        /** The method is closed to all clients. */
        record Denied() implements Requirement {}

        /** No annotation applies. */
        record Unsaid() implements Requirement {}
    }

    private final Map<String, Requirement> byMethod;
    private final Requirement otherwise;

    private ServletRequirements(Map<String, Requirement> byMethod, Requirement otherwise) {
        this.byMethod = Map.copyOf(byMethod);
        this.otherwise = otherwise;
    }

    /**
     * Reads a servlet class's annotations.
     *
     * @param scopes reads an annotation's scope
     * @throws IllegalStateException if any annotations cannot be enforced; the message names all of them
     */
    static ServletRequirements of(Class<?> type, Function<MFPProtected, RequiredScope> scopes) {
        List<String> mistakes = new ArrayList<>();
        Reader reader = new Reader(scopes, mistakes);
        Requirement ofClass = AnnotatedServlets.types(type)
                .map(reader::read)
                .filter(requirement -> !(requirement instanceof Requirement.Unsaid))
                .findFirst()
                .orElseGet(Requirement.Unsaid::new);
        Map<String, Requirement> byMethod = new LinkedHashMap<>();
        HANDLERS.forEach((method, handler) -> byMethod.put(method, reader.readHandler(type, handler, ofClass)));
        if (reader.overriders(type, "doHead")
                .noneMatch(overrider -> !(reader.read(overrider) instanceof Requirement.Unsaid))) {
            // By default, HttpServlet handles HEAD with doGet.
            byMethod.put("HEAD", byMethod.get("GET"));
        }
        mistakes.addAll(misplaced(type));
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException(
                    String.join("; ", mistakes.stream().distinct().toList()));
        }
        return new ServletRequirements(byMethod, ofClass);
    }

    /**
     * Returns the requirement for an HTTP method.
     *
     * @param method the HTTP method; the class's requirement applies to methods that {@code HttpServlet} does not
     *     handle
     */
    Requirement of(String method) {
        return byMethod.getOrDefault(method, otherwise);
    }

    private static List<String> misplaced(Class<?> type) {
        List<String> mistakes = new ArrayList<>();
        List<Method> annotated = AnnotatedServlets.types(type)
                .flatMap(part -> Arrays.stream(part.getDeclaredMethods()))
                .filter(method -> !method.isBridge() && Reader.isAnnotated(method))
                .toList();
        annotated.stream()
                .filter(method -> !isHandler(method) && method.isAnnotationPresent(MFPProtected.class))
                .forEach(method -> mistakes.add(Reader.name(method)
                        + ": @MFPProtected protects nothing here, because HttpServlet does not call this method for an"
                        + " HTTP method; annotate doGet, doPost or another one of HttpServlet, or the class"));
        if (annotated.stream().anyMatch(ServletRequirements::isHandler)) {
            AnnotatedServlets.classes(type)
                    .flatMap(part -> Arrays.stream(part.getDeclaredMethods()))
                    .filter(ServletRequirements::isService)
                    .forEach(method -> mistakes.add(Reader.name(method)
                            + ": a servlet with annotated methods must not override service, because that method"
                            + " decides which of them runs; annotate only the class"));
        }
        return mistakes;
    }

    private static boolean isHandler(Method method) {
        return HANDLERS.containsValue(method.getName())
                && !method.getDeclaringClass().isInterface()
                && (method.getModifiers() & (Modifier.PRIVATE | Modifier.STATIC)) == 0
                && Arrays.stream(HttpServlet.class.getDeclaredMethods())
                        .anyMatch(handler -> handler.getName().equals(method.getName())
                                && Arrays.equals(handler.getParameterTypes(), method.getParameterTypes()));
    }

    private static boolean isService(Method method) {
        List<Class<?>> parameters = List.of(method.getParameterTypes());
        return method.getName().equals("service")
                && (parameters.equals(List.of(HttpServletRequest.class, HttpServletResponse.class))
                        || parameters.equals(List.of(ServletRequest.class, ServletResponse.class)));
    }

    /** Reads annotations and collects mistakes. */
    private record Reader(Function<MFPProtected, RequiredScope> scopes, List<String> mistakes) {

        /** Whether the element has an annotation that also controls access to JAX-RS resources. */
        static boolean isAnnotated(AnnotatedElement element) {
            return Stream.of(MFPProtected.class, PermitAll.class, DenyAll.class).anyMatch(element::isAnnotationPresent);
        }

        static String name(AnnotatedElement element) {
            return element instanceof Method method
                    ? method.getDeclaringClass().getName() + "." + method.getName()
                    : ((Class<?>) element).getName();
        }

        /**
         * Returns the methods that override the given handler in a servlet class and its superclasses, nearest first.
         */
        Stream<Method> overriders(Class<?> type, String handler) {
            return AnnotatedServlets.classes(type)
                    .flatMap(part -> Arrays.stream(part.getDeclaredMethods()))
                    .filter(method -> method.getName().equals(handler) && isHandler(method));
        }

        Requirement readHandler(Class<?> type, String handler, Requirement ofClass) {
            List<Method> methods = overriders(type, handler).toList();
            for (int i = 0; i < methods.size(); i++) {
                Requirement own = read(methods.get(i));
                if (own instanceof Requirement.Open && i > 0) {
                    mistakes.add(name(methods.get(i)) + ": @PermitAll opens nothing, because " + name(methods.get(0))
                            + " overrides this method; repeat it there, or remove it");
                }
                if (!(own instanceof Requirement.Unsaid)) {
                    return own;
                }
            }
            return ofClass;
        }

        Requirement read(AnnotatedElement element) {
            MFPProtected annotation = declared(element, MFPProtected.class).orElse(null);
            boolean isDenied = declared(element, DenyAll.class).isPresent();
            boolean isOpen = element instanceof Method
                    && declared(element, PermitAll.class).isPresent();
            if (annotation != null && isDenied || annotation != null && isOpen || isDenied && isOpen) {
                mistakes.add(name(element) + ": more than one of @MFPProtected, @PermitAll and @DenyAll; keep one");
            }
            if (isDenied) {
                return new Requirement.Denied();
            }
            if (annotation != null) {
                return scoped(annotation, element);
            }
            return isOpen ? new Requirement.Open() : new Requirement.Unsaid();
        }

        private Requirement scoped(MFPProtected annotation, AnnotatedElement element) {
            try {
                return new Requirement.Scoped(scopes.apply(annotation));
            } catch (IllegalArgumentException e) {
                mistakes.add("@MFPProtected on " + name(element) + " is wrong: " + e.getMessage());
                return new Requirement.Denied();
            }
        }

        private static <A extends Annotation> Optional<A> declared(AnnotatedElement element, Class<A> annotation) {
            return Optional.ofNullable(element.getDeclaredAnnotation(annotation));
        }
    }
}
