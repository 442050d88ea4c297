package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.protection.ResourceMethods;
import io.github.mfpjaxrs.security.internal.protection.TypeHierarchy;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the classes behind objects that show only interfaces. Immutable. */
final class BeanClasses {

    private final BeanManager beans;

    BeanClasses(BeanManager beans) {
        this.beans = beans;
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
