package io.github.mfpjaxrs.security.internal.jaxrs;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the classes behind objects that show only interfaces. Immutable. */
final class Implementations {

    private final BeanManager beans;

    Implementations(BeanManager beans) {
        this.beans = beans;
    }

    /** Whether a class was generated at run time, and extends none that an author wrote. */
    static boolean showsOnlyInterfaces(Class<?> type) {
        Class<?> written = TypeHierarchy.written(type);
        return !written.isInterface()
                && written.getInterfaces().length > 0
                && (Proxy.isProxyClass(written) || written.isSynthetic() || !hasClassFile(written));
    }

    private static boolean hasClassFile(Class<?> type) {
        return type.getClassLoader() == null
                || type.getResource("/" + type.getName().replace('.', '/') + ".class") != null;
    }

    /**
     * The classes of the beans that may be behind an object.
     *
     * @return empty if there are none, or some whose class CDI does not know, as with producers
     */
    Set<Class<?>> of(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> shown : resourceInterfaces(type)) {
            for (Bean<?> bean : beans.getBeans(shown, Any.Literal.INSTANCE)) {
                if (!shown.isAssignableFrom(bean.getBeanClass())) {
                    return Set.of();
                }
                found.add(bean.getBeanClass());
            }
        }
        return found;
    }

    private static Set<Class<?>> resourceInterfaces(Class<?> type) {
        return TypeHierarchy.of(type).interfaces().stream()
                .filter(ResourceMethods::hasResourceMethods)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
