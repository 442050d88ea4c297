package io.github.mfpjaxrs.security.internal.protection;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A class, its superclasses and its interfaces, nearest first. An annotation may stand on any of them, and each JAX-RS
 * runtime looks at a different selection, so this class looks at all of them. Which method overrides which follows the
 * Java Language Specification, §8.4.8.
 *
 * <p>Classes that a CDI container generates are left out: what counts is the class that the author wrote.
 */
public final class TypeHierarchy {

    private final List<Class<?>> classes;
    private final List<Class<?>> interfaces;
    private final TypeArguments arguments;

    private TypeHierarchy(List<Class<?>> classes, List<Class<?>> interfaces, TypeArguments arguments) {
        this.classes = classes;
        this.interfaces = interfaces;
        this.arguments = arguments;
    }

    public static TypeHierarchy of(Class<?> type) {
        Class<?> written = written(type);
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> c = written; c != null && c != Object.class; c = c.getSuperclass()) {
            if (!c.isInterface()) {
                classes.add(c);
            }
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        if (written.isInterface()) {
            interfaces.add(written);
        }
        List<Class<?>> level = new ArrayList<>(classes);
        level.addAll(interfaces);
        while (!level.isEmpty()) {
            List<Class<?>> next = level.stream()
                    .flatMap(t -> Arrays.stream(t.getInterfaces()))
                    .toList();
            level = next.stream().filter(interfaces::add).toList();
        }
        return new TypeHierarchy(List.copyOf(classes), List.copyOf(interfaces), TypeArguments.seenFrom(written));
    }

    /** The class that the author wrote: a container's proxies and intercepted subclasses are synthetic. */
    public static Class<?> written(Class<?> type) {
        Class<?> written = type;
        while (written.isSynthetic() && written.getSuperclass() != null && written.getSuperclass() != Object.class) {
            written = written.getSuperclass();
        }
        return written;
    }

    /** The class and its superclasses, nearest first, without {@code Object}. */
    List<Class<?>> classes() {
        return classes;
    }

    /** Every interface of the class and its superclasses, nearest first. */
    public List<Class<?>> interfaces() {
        return interfaces;
    }

    /** The class, its superclasses and its interfaces. */
    Stream<Class<?>> all() {
        return Stream.concat(classes.stream(), interfaces.stream());
    }

    /**
     * The method that runs when a method is called on an object of this class: never a bridge, and a default method of
     * an interface if no class declares it.
     *
     * @return empty if the class has no such method, as when all declarations are abstract methods of interfaces
     */
    Optional<Method> running(Method method) {
        return inClasses(method).stream()
                .findFirst()
                .or(() ->
                        inInterfaces(method).stream().filter(Method::isDefault).findFirst());
    }

    /** The method that runs and those that it overrides in the classes, nearest first. */
    List<Method> inClasses(Method method) {
        Method called = behindBridge(method);
        if (isOutsideOverriding(called)) {
            return List.of(called);
        }
        int at = classes.indexOf(called.getDeclaringClass());
        Deque<Method> found = new ArrayDeque<>();
        if (at >= 0) {
            found.add(called);
            for (Class<?> subclass : reversed(classes.subList(0, at))) {
                same(called, subclass)
                        .filter(sub -> found.stream().anyMatch(overridden -> mayOverride(sub, overridden)))
                        .ifPresent(found::addFirst);
            }
        }
        for (Class<?> type : classes.subList(at + 1, classes.size())) {
            same(called, type)
                    .filter(candidate -> found.isEmpty()
                            ? Modifier.isPublic(candidate.getModifiers())
                            : found.stream().anyMatch(sub -> mayOverride(sub, candidate)))
                    .ifPresent(found::addLast);
        }
        return List.copyOf(found);
    }

    /** The methods of interfaces that it implements. */
    List<Method> inInterfaces(Method method) {
        Method called = behindBridge(method);
        if (isOutsideOverriding(called) || !isVirtualPublic(called)) {
            return List.of();
        }
        return interfaces.stream()
                .flatMap(TypeHierarchy::declared)
                .filter(candidate -> !isOutsideOverriding(candidate) && isSame(called, candidate))
                .toList();
    }

    /** The methods that an application wrote, without the compiler's bridges. */
    static Stream<Method> declared(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> !method.isBridge() && !method.isSynthetic());
    }

    /**
     * The method that a bridge stands for. The compiler makes bridges for filled-in type variables and narrowed results,
     * and in a public class for each public method that it inherits from a superclass that is not public.
     */
    private Method behindBridge(Method method) {
        if (!method.isBridge()) {
            return method;
        }
        // The erased signature leads to a declaration, and that, seen from this class, to the method.
        return all().flatMap(TypeHierarchy::declared)
                .filter(candidate -> candidate.getName().equals(method.getName())
                        && Arrays.equals(candidate.getParameterTypes(), method.getParameterTypes())
                        && !isOutsideOverriding(candidate))
                .findFirst()
                .orElse(method);
    }

    private Optional<Method> same(Method method, Class<?> type) {
        return declared(type)
                .filter(candidate -> !isOutsideOverriding(candidate) && isSame(method, candidate))
                .findFirst();
    }

    private static <T> List<T> reversed(List<T> list) {
        List<T> copy = new ArrayList<>(list);
        Collections.reverse(copy);
        return copy;
    }

    private boolean isSame(Method method, Method candidate) {
        return method.getName().equals(candidate.getName())
                && method.getParameterCount() == candidate.getParameterCount()
                && (Arrays.equals(method.getParameterTypes(), candidate.getParameterTypes())
                        || arguments.erasedParameters(method).equals(arguments.erasedParameters(candidate)));
    }

    /** Neither private nor static methods override, or are overridden. */
    private static boolean isOutsideOverriding(Method method) {
        return Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers());
    }

    private boolean isVirtualPublic(Method method) {
        return Modifier.isPublic(method.getModifiers())
                || inClasses(method).stream().anyMatch(same -> Modifier.isPublic(same.getModifiers()));
    }

    /** JLS §8.4.8.1, for two methods of the same signature, the first one in a subclass. */
    private static boolean mayOverride(Method sub, Method candidate) {
        if (isOutsideOverriding(sub) || isOutsideOverriding(candidate)) {
            return false;
        }
        int modifiers = candidate.getModifiers();
        return Modifier.isPublic(modifiers)
                || Modifier.isProtected(modifiers)
                || isSamePackage(sub.getDeclaringClass(), candidate.getDeclaringClass());
    }

    private static boolean isSamePackage(Class<?> one, Class<?> other) {
        return one.getPackageName().equals(other.getPackageName())
                && Objects.equals(one.getClassLoader(), other.getClassLoader());
    }

    /** Whether a class was generated at run time, and extends none that an author wrote. */
    public static boolean showsOnlyInterfaces(Class<?> type) {
        Class<?> written = written(type);
        return !written.isInterface()
                && written.getInterfaces().length > 0
                && (Proxy.isProxyClass(written) || written.isSynthetic() || !hasClassFile(written))
                && !extendsAResource(written);
    }

    /** As the no-interface views of enterprise beans do: what they override and inherit carries the annotations. */
    private static boolean extendsAResource(Class<?> type) {
        Class<?> superclass = type.getSuperclass();
        return superclass != null && hasClassFile(superclass) && ResourceMethods.hasResourceMethods(superclass);
    }

    private static boolean hasClassFile(Class<?> type) {
        return type.getClassLoader() == null
                || type.getResource("/" + type.getName().replace('.', '/') + ".class") != null;
    }
}
