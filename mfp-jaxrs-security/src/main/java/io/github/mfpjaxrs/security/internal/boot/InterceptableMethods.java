package io.github.mfpjaxrs.security.internal.boot;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The methods of a bean class that CDI can intercept. Weld intercepts methods by generating a subclass, which fails
 * for more classes than the CDI specification excludes. In some cases, the failure occurs only when the bean is first
 * used.
 */
final class InterceptableMethods {

    private final Class<?> type;
    private final List<Class<?>> classes;
    private final boolean none;

    private InterceptableMethods(Class<?> type) {
        this.type = type;
        this.classes = Stream.<Class<?>>iterate(type, c -> c != null && c != Object.class, Class::getSuperclass)
                .toList();
        this.none = Modifier.isFinal(type.getModifiers()) || mixesStaticAndInstanceMethods();
    }

    static InterceptableMethods of(Class<?> type) {
        return new InterceptableMethods(type);
    }

    boolean contains(Method method) {
        return !none
                && !method.isBridge()
                && (method.getModifiers() & (Modifier.STATIC | Modifier.FINAL | Modifier.PRIVATE)) == 0
                && isAccessible(method.getDeclaringClass())
                && !isOverriddenByFinal(method);
    }

    /**
     * Whether a static method has the signature of a superclass's instance method, or of a subclass's instance method
     * with a different return type. Java permits both if the superclass's method is private or if the subclass cannot
     * access it. Weld identifies methods only by name and parameters, so it confuses these two methods and generates
     * invalid code, no matter which method is intercepted.
     */
    private boolean mixesStaticAndInstanceMethods() {
        List<Method> declared = classes.stream()
                .flatMap(part -> Arrays.stream(part.getDeclaredMethods()))
                .toList();
        return declared.stream()
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .anyMatch(method -> declared.stream()
                        .filter(other -> !Modifier.isStatic(other.getModifiers()))
                        .anyMatch(other -> isMistakenFor(method, other)));
    }

    private static boolean isMistakenFor(Method staticMethod, Method instanceMethod) {
        return hasSameSignature(staticMethod, instanceMethod)
                && (instanceMethod.getDeclaringClass().isAssignableFrom(staticMethod.getDeclaringClass())
                        || instanceMethod.getReturnType() != staticMethod.getReturnType());
    }

    /** Whether Weld's subclass, which is in the bean's package, can refer to the declaring class. */
    private boolean isAccessible(Class<?> declaring) {
        return Modifier.isPublic(declaring.getModifiers())
                || declaring.getPackageName().equals(type.getPackageName());
    }

    /**
     * Whether a final method overrides the given method. CDI also lists overridden methods. To intercept an
     * overridden method, Weld would try to override the final method.
     */
    private boolean isOverriddenByFinal(Method method) {
        return classes.stream()
                .takeWhile(part -> part != method.getDeclaringClass())
                .flatMap(part -> Arrays.stream(part.getDeclaredMethods()))
                .anyMatch(declared -> Modifier.isFinal(declared.getModifiers()) && hasSameSignature(declared, method));
    }

    private static boolean hasSameSignature(Method one, Method other) {
        return one.getName().equals(other.getName())
                && Arrays.equals(one.getParameterTypes(), other.getParameterTypes());
    }
}
