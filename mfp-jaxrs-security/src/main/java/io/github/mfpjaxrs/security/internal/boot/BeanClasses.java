package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the bean classes behind objects, such as proxies, whose own class reveals only interfaces. Immutable. */
final class BeanClasses {

    private final BeanManager beans;

    BeanClasses(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * Returns the classes of the beans that may be behind an object.
     *
     * @return empty if there is no such bean, or if CDI does not know the class of one of them, as with producers
     */
    Set<Class<?>> implementations(Class<?> type) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> resourceInterface : resourceInterfaces(type)) {
            for (Bean<?> bean : beans.getBeans(resourceInterface, Any.Literal.INSTANCE)) {
                if (!resourceInterface.isAssignableFrom(bean.getBeanClass())) {
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
