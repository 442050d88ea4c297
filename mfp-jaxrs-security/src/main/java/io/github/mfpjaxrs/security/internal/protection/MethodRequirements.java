package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What a method of an object requires, also of an object whose class was generated and shows only interfaces: the proxies of
 * EJBs, of CDI producers, of the JDK. There the annotations of the class behind it count, as far as CDI knows it. Immutable.
 */
public final class MethodRequirements {

    private final ProtectionResolver resolver;
    private final Function<Class<?>, Set<Class<?>>> implementations;

    /**
     * @param implementations finds the classes behind one that shows only interfaces, for example the beans that implement the interfaces
     */
    public MethodRequirements(ProtectionResolver resolver, Function<Class<?>, Set<Class<?>>> implementations) {
        this.resolver = resolver;
        this.implementations = implementations;
    }

    public Protection of(Class<?> type, Method method) {
        if (!TypeHierarchy.showsOnlyInterfaces(type)) {
            return resolver.ofMethod(type, method);
        }
        Set<Class<?>> behind = implementations.apply(type);
        if (behind.isEmpty()) {
            return new Unresolvable(type.getName() + " shows only interfaces of an object that CDI does not know, so"
                    + " that the annotations of its class cannot be read; return the object itself, or a bean");
        }
        List<Protection> required = behind.stream()
                .map(implementation -> resolver.ofMethod(implementation, method))
                .distinct()
                .toList();
        return required.size() == 1
                ? required.get(0)
                : new Unresolvable("several classes may be behind " + type.getName()
                        + ", and they require different things: " + behind);
    }

    public Protection ofClass(Class<?> type) {
        return resolver.ofClass(type);
    }

    public boolean isPermittedByInheritance(Class<?> type, Method method) {
        return resolver.isPermittedByInheritance(type, method);
    }
}
