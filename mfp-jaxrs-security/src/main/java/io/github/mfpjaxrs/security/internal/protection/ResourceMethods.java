package io.github.mfpjaxrs.security.internal.protection;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What JAX-RS makes of a class: a root resource or not, which of its methods answer, and which lead to sub-resources. */
public final class ResourceMethods {

    private ResourceMethods() {}

    /** Whether requests can reach the class without another resource leading there. */
    public static boolean isRootResource(Class<?> type) {
        return TypeHierarchy.of(type).all().anyMatch(t -> t.isAnnotationPresent(Path.class));
    }

    /** Whether other resources lead to the method. Not to one that is registered in a program, and has no annotations. */
    static boolean isSubResourceMethod(Class<?> type, Method method) {
        return !isRootResource(type) && isResourceMethod(type, method);
    }

    /** Whether the method answers requests by its annotations, rather than by being registered in a program. */
    public static boolean isResourceMethod(Class<?> type, Method method) {
        return places(TypeHierarchy.of(type), method).anyMatch(ResourceMethods::hasHttpMethod);
    }

    /** The sub-resource locators of a class: methods with a path and no HTTP method (JAX-RS §3.4.1). */
    public static List<Method> locators(Class<?> type) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return methods(type, method -> isLocator(types, method));
    }

    /** The methods of a class that answer requests. */
    public static List<Method> resourceMethods(Class<?> type) {
        return methods(type, method -> isResourceMethod(type, method));
    }

    /**
     * The class of a locator's sub-resources, as far as its declaration tells. {@code Class<Orders>} means Orders, and so
     * does any other type with one argument that is no resource itself, such as {@code CompletionStage<Orders>}.
     *
     * @return {@code Object} if nothing is known
     */
    static Class<?> subResource(Method locator) {
        // The generated subclasses of CDI have raw types; what the author wrote is on the method that they override.
        TypeHierarchy types = TypeHierarchy.of(locator.getDeclaringClass());
        Type declared = places(types, locator)
                .map(Method::getGenericReturnType)
                .findFirst()
                .orElse(locator.getGenericReturnType());
        TypeArguments arguments = TypeArguments.seenFrom(locator.getDeclaringClass());
        Class<?> erased = arguments.erasure(declared);
        if (declared instanceof ParameterizedType of
                && of.getActualTypeArguments().length == 1
                && !hasResourceMethods(erased)) {
            return arguments.erasure(of.getActualTypeArguments()[0]);
        }
        return erased == Class.class ? Object.class : erased;
    }

    /** Whether nothing can be told from a locator's declaration: the sub-resource may be of any class. */
    static boolean isVague(Class<?> subResource) {
        return subResource == Object.class || isComplete(subResource) && !hasResourceMethods(subResource);
    }

    private static boolean isComplete(Class<?> type) {
        return type.getName().startsWith("java.") || !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    }

    /** Whether JAX-RS takes a class for a resource, by the annotations of its methods. */
    public static boolean hasResourceMethods(Class<?> type) {
        return !resourceMethods(type).isEmpty() || !locators(type).isEmpty();
    }

    /** Whether a locator may, by its declaration, return an object of a class. */
    static boolean mayReturn(Method locator, Class<?> type) {
        Class<?> declared = subResource(locator);
        return isVague(declared) || areRelated(declared, type);
    }

    /** Whether an object that is declared to be of one class can be of the other. */
    static boolean areRelated(Class<?> one, Class<?> other) {
        return one.isAssignableFrom(other) || other.isAssignableFrom(one);
    }

    /** The public methods as their author wrote them: what runs, rather than a bridge that leads there. */
    private static List<Method> methods(Class<?> type, Predicate<Method> kind) {
        TypeHierarchy types = TypeHierarchy.of(type);
        return Arrays.stream(TypeHierarchy.written(type).getMethods())
                .filter(method ->
                        method.getDeclaringClass() != Object.class && !Modifier.isStatic(method.getModifiers()))
                .map(method -> types.running(method).orElse(method))
                .distinct()
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
