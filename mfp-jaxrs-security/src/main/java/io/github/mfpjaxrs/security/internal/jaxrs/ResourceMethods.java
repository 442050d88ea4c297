package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What JAX-RS makes of a class: a root resource or not, which of its methods answer, and which lead to sub-resources. */
final class ResourceMethods {

    private ResourceMethods() {}

    /** Whether requests can reach the class without another resource leading there. */
    static boolean isRootResource(Class<?> type) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return Stream.concat(types.classes().stream(), types.interfaces().stream())
                .anyMatch(t -> t.isAnnotationPresent(Path.class));
    }

    /**
     * Whether a class answers on the runtime's own account: Jersey's automatic OPTIONS, which tells the allowed methods
     * and nothing else, looks like a resource method otherwise.
     */
    static boolean isOfTheRuntime(Class<?> type) {
        return type.getName().startsWith("org.glassfish.jersey.server.");
    }

    /** Whether other resources lead to the method. Not to one that is registered in a program, and has no annotations. */
    static boolean isSubResourceMethod(Class<?> type, Method method) {
        return !isRootResource(type) && isResourceMethod(type, method);
    }

    /** Whether the method answers requests by its annotations, rather than by being registered in a program. */
    static boolean isResourceMethod(Class<?> type, Method method) {
        return places(TypeHierarchy.of(type), method).anyMatch(ResourceMethods::hasHttpMethod);
    }

    /** The sub-resource locators of a class: methods with a path and no HTTP method (JAX-RS §3.4.1). */
    static List<Method> locators(Class<?> type) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return methods(type, method -> isLocator(types, method));
    }

    /** The methods of a class that answer requests. */
    static List<Method> resourceMethods(Class<?> type) {
        return methods(type, method -> isResourceMethod(type, method));
    }

    /** The methods of a class that no request reaches: they have neither an HTTP method nor a path. */
    static List<Method> otherMethods(Class<?> type) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return methods(type, method -> !isResourceMethod(type, method) && !isLocator(types, method));
    }

    /** The class of a locator's sub-resources, as far as its declaration tells: {@code Class<Orders>} means Orders. */
    static Class<?> subResource(Method locator) {
        if (locator.getReturnType() != Class.class) {
            return locator.getReturnType();
        }
        // The generated subclasses of CDI have raw types; what the author wrote is on the method that they override.
        return places(TypeHierarchy.of(locator.getDeclaringClass()), locator)
                .map(Method::getGenericReturnType)
                .flatMap(type -> type instanceof ParameterizedType of ? Stream.of(of) : Stream.empty())
                .findFirst()
                .<Class<?>>map(type -> erasure(type.getActualTypeArguments()[0]))
                .orElse(Object.class);
    }

    private static Class<?> erasure(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        if (type instanceof ParameterizedType parameterized) {
            return erasure(parameterized.getRawType());
        }
        return type instanceof WildcardType wildcard ? erasure(wildcard.getUpperBounds()[0]) : Object.class;
    }

    /** Whether nothing can be told from a locator's declaration: the sub-resource may be of any class. */
    static boolean isVague(Class<?> subResource) {
        boolean whole = !subResource.isInterface() && !Modifier.isAbstract(subResource.getModifiers());
        return subResource == Object.class
                || whole
                        && resourceMethods(subResource).isEmpty()
                        && locators(subResource).isEmpty();
    }

    /** Whether a locator may, by its declaration, return an object of a class. */
    static boolean mayReturn(Method locator, Class<?> type) {
        return areRelated(subResource(locator), type);
    }

    /** Whether an object that is declared to be of one class can be of the other. */
    static boolean areRelated(Class<?> one, Class<?> other) {
        return one.isAssignableFrom(other) || other.isAssignableFrom(one);
    }

    private static List<Method> methods(Class<?> type, Predicate<Method> kind) {
        return Arrays.stream(type.getMethods())
                .filter(method -> !method.isBridge() && method.getDeclaringClass() != Object.class)
                .filter(kind)
                .toList();
    }

    private static boolean isLocator(TypeHierarchy types, Method method) {
        return places(types, method).anyMatch(place -> place.isAnnotationPresent(Path.class))
                && places(types, method).noneMatch(ResourceMethods::hasHttpMethod);
    }

    private static Stream<Method> places(TypeHierarchy types, Method method) {
        return Stream.concat(types.inClasses(method).stream(), types.inInterfaces(method).stream());
    }

    private static boolean hasHttpMethod(AnnotatedElement method) {
        return Arrays.stream(method.getAnnotations())
                .anyMatch(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class));
    }
}
