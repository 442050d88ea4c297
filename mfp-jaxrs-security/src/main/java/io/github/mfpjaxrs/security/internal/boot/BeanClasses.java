package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the possible bean classes of objects, such as proxies, whose own class reveals only interfaces. Immutable. */
final class BeanClasses {

    private final BeanManager beans;

    BeanClasses(BeanManager beans) {
        this.beans = beans;
    }

    /**
     * Returns the classes of all beans that implement a resource interface of the given class.
     *
     * @return empty if there are no such beans, or if CDI does not know all of their classes, for example because a
     *     producer creates one of the beans
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
