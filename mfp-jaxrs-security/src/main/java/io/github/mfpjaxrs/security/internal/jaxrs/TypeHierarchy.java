package io.github.mfpjaxrs.security.internal.jaxrs;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A class, its superclasses and its interfaces, nearest first. Annotations may stand on any of them, and each JAX-RS
 * runtime looks at others of them, so that here all are looked at.
 *
 * @param classes the class and its superclasses, without {@code Object}
 * @param interfaces every interface of these, nearest first
 */
record TypeHierarchy(List<Class<?>> classes, List<Class<?>> interfaces) {

    static TypeHierarchy of(Class<?> type) {
        List<Class<?>> classes = new ArrayList<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            if (!c.isInterface()) {
                classes.add(c);
            }
        }
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        if (type.isInterface()) {
            interfaces.add(type);
        }
        List<Class<?>> level = new ArrayList<>(classes);
        level.addAll(interfaces);
        while (!level.isEmpty()) {
            List<Class<?>> next = level.stream()
                    .flatMap(t -> Arrays.stream(t.getInterfaces()))
                    .toList();
            level = next.stream().filter(interfaces::add).toList();
        }
        return new TypeHierarchy(List.copyOf(classes), List.copyOf(interfaces));
    }

    /** The method itself and those that it overrides in the classes, nearest first. */
    List<Method> inClasses(Method method) {
        return same(method, classes);
    }

    /** The methods of interfaces that it implements. */
    List<Method> inInterfaces(Method method) {
        return same(method, interfaces);
    }

    private List<Method> same(Method method, List<Class<?>> types) {
        return types.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(candidate -> !candidate.isBridge() && isSame(method, candidate))
                .toList();
    }

    /** Equal by name and parameters, or, where a type variable has been filled in, tied by the compiler's bridge method. */
    private boolean isSame(Method method, Method candidate) {
        if (!method.getName().equals(candidate.getName())
                || method.getParameterCount() != candidate.getParameterCount()) {
            return false;
        }
        return Arrays.equals(method.getParameterTypes(), candidate.getParameterTypes())
                || isNarrowed(method.getParameterTypes(), candidate.getParameterTypes()) && hasBridge(candidate)
                || isNarrowed(candidate.getParameterTypes(), method.getParameterTypes()) && hasBridge(method);
    }

    private static boolean isNarrowed(Class<?>[] narrow, Class<?>[] wide) {
        for (int i = 0; i < narrow.length; i++) {
            if (!wide[i].isAssignableFrom(narrow[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean hasBridge(Method target) {
        // A default method has its bridge in the interface.
        return Stream.concat(classes.stream(), interfaces.stream())
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .anyMatch(candidate -> candidate.isBridge()
                        && candidate.getName().equals(target.getName())
                        && Arrays.equals(candidate.getParameterTypes(), target.getParameterTypes()));
    }
}
