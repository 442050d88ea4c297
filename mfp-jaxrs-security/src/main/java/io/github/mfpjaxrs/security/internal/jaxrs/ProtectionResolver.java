package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Open;
import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.jaxrs.Protection.Unsaid;
import jakarta.annotation.security.PermitAll;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the annotations of a resource method. The method's own comes before that of a method it overrides, any method's
 * before the class's, the class's before its superclass's, any class's before an interface's. Interfaces that say
 * different things leave it open who is right: that is an error.
 */
final class ProtectionResolver {

    private final RequiredScope defaultScope;

    ProtectionResolver(RequiredScope defaultScope) {
        this.defaultScope = defaultScope;
    }

    Protection ofMethod(Class<?> resourceClass, Method method) {
        TypeHierarchy types = TypeHierarchy.of(resourceClass);
        return nearest(types.inClasses(method), this::onMethod)
                .or(() -> agreed(types.inInterfaces(method), this::onMethod))
                .orElseGet(() -> ofClass(types));
    }

    /** Whether a method, or one that it overrides, has an annotation of its own. */
    boolean isAnnotated(Class<?> resourceClass, Method method) {
        TypeHierarchy types = TypeHierarchy.of(resourceClass);
        return Stream.concat(types.inClasses(method).stream(), types.inInterfaces(method).stream())
                .anyMatch(place -> place.isAnnotationPresent(MFPProtected.class));
    }

    Protection ofClass(Class<?> resourceClass) {
        return ofClass(TypeHierarchy.of(resourceClass));
    }

    private Protection ofClass(TypeHierarchy types) {
        return nearest(types.classes(), this::onClass)
                .or(() -> agreed(types.interfaces(), this::onClass))
                .orElse(new Unsaid());
    }

    private <E extends AnnotatedElement> Optional<Protection> nearest(
            List<E> elements, Function<E, Optional<Protection>> reader) {
        return elements.stream().map(reader).flatMap(Optional::stream).findFirst();
    }

    private <E extends AnnotatedElement> Optional<Protection> agreed(
            List<E> elements, Function<E, Optional<Protection>> reader) {
        List<Protection> said = elements.stream()
                .map(reader)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (said.size() > 1) {
            return Optional.of(new Unresolvable("its interfaces demand different things (" + elements
                    + "); write @MFPProtected on the class or its method"));
        }
        return said.stream().findFirst();
    }

    private Optional<Protection> onMethod(Method method) {
        MFPProtected demand = method.getDeclaredAnnotation(MFPProtected.class);
        boolean open = method.isAnnotationPresent(PermitAll.class);
        if (demand != null && open) {
            return Optional.of(new Unresolvable("both @MFPProtected and @PermitAll stand on " + method));
        }
        return open ? Optional.of(new Open()) : Optional.ofNullable(demand).map(d -> read(d, method));
    }

    /** A class's {@code @PermitAll} says nothing here: it concerns roles, and opens nothing that is protected. */
    private Optional<Protection> onClass(Class<?> type) {
        return Optional.ofNullable(type.getDeclaredAnnotation(MFPProtected.class))
                .map(d -> read(d, type));
    }

    private Protection read(MFPProtected demand, AnnotatedElement place) {
        try {
            String scope = String.join(" ", Arrays.asList(demand.value()));
            RequiredScope required = switch (demand.match()) {
                case ALL -> RequiredScope.allOf(scope);
                case ANY -> RequiredScope.anyOf(scope);
            };
            if (required.elements().isEmpty()) {
                required = defaultScope;
            }
            return new Scoped(
                    demand.maxAge() < 0 ? required : required.withMaxAge(Duration.ofSeconds(demand.maxAge())));
        } catch (IllegalArgumentException e) {
            return new Unresolvable("@MFPProtected on " + place + " is wrong: " + e.getMessage());
        }
    }
}
