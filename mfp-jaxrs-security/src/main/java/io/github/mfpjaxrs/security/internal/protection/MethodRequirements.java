package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Determines a method's requirement, even if the resource object is a proxy whose class only implements interfaces.
 * Such proxies are generated for EJBs and CDI producers, and by the JDK. If CDI knows the class that a proxy
 * represents, the annotations of that class apply. Immutable.
 */
public final class MethodRequirements {

    private final ProtectionResolver resolver;
    private final Function<Class<?>, Set<Class<?>>> implementations;

    /**
     * @param implementations finds the classes that a proxy class might represent, for example the classes of beans
     *     that implement the same interfaces
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
