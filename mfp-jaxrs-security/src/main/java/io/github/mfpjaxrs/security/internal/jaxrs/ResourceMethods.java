package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What JAX-RS makes of a class: a root resource or not, and which of its methods lead to sub-resources. */
final class ResourceMethods {

    private ResourceMethods() {}

    /** Whether requests can reach the class without another resource leading there. */
    static boolean isRootResource(Class<?> type) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return Stream.concat(types.classes().stream(), types.interfaces().stream())
                .anyMatch(t -> t.isAnnotationPresent(Path.class));
    }

    /** The sub-resource locators of a class: methods with a path and no HTTP method (JAX-RS §3.4.1). */
    static List<Method> locators(Class<?> type) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge() && method.getDeclaringClass() != Object.class)
                .filter(method -> isLocator(types, method))
                .toList();
    }

    private static boolean isLocator(TypeHierarchy types, Method method) {
        List<Method> places = Stream.concat(types.inClasses(method).stream(), types.inInterfaces(method).stream())
                .toList();
        return places.stream().anyMatch(place -> place.isAnnotationPresent(Path.class))
                && places.stream().noneMatch(ResourceMethods::hasHttpMethod);
    }

    private static boolean hasHttpMethod(AnnotatedElement method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    /** Whether a locator may, by its declaration, return an object of a class. */
    static boolean mayReturn(Method locator, Class<?> type) {
        Class<?> declared = locator.getReturnType();
        return declared == Class.class || declared.isAssignableFrom(type) || type.isAssignableFrom(declared);
    }
}
