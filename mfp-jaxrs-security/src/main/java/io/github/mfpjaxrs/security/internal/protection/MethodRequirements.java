package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Determines the requirement of a method, even if the object's class was generated and only implements interfaces, as
 * is the case with proxies of EJBs, CDI producers and the JDK. The annotations of the class behind such a proxy then
 * apply, if CDI knows that class. Immutable.
 */
public final class MethodRequirements {

    private final ProtectionResolver resolver;
    private final Function<Class<?>, Set<Class<?>>> implementations;

    /**
     * @param implementations finds the classes behind a class that only implements interfaces, for example the beans
     *     with these interfaces
     */
    public MethodRequirements(ProtectionResolver resolver, Function<Class<?>, Set<Class<?>>> implementations) {
        this.resolver = resolver;
        this.implementations = implementations;
    }

    public Protection ofMethod(Class<?> type, Method method) {
        if (!TypeHierarchy.showsOnlyInterfaces(type)) {
            return resolver.ofMethod(type, method);
        }
        Set<Class<?>> candidates = implementations.apply(type);
        if (candidates.isEmpty()) {
            return new Unresolvable(
                    type.getName() + " shows only interfaces, and CDI does not know the class behind them, so its"
                            + " annotations cannot be read; return the object itself, or a bean");
        }
        List<Protection> required = candidates.stream()
                .map(implementation -> resolver.ofMethod(implementation, method))
                .distinct()
                .toList();
        return required.size() == 1
                ? required.get(0)
                : new Unresolvable("several classes may be behind " + type.getName()
                        + ", and they require different things: " + candidates);
    }

    public Protection ofClass(Class<?> type) {
        return resolver.ofClass(type);
    }

    public boolean isPermittedByInheritance(Class<?> type, Method method) {
        return resolver.isPermittedByInheritance(type, method);
    }
}
