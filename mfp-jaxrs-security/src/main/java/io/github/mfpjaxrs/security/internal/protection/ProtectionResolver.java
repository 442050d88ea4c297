package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.protection.Protection.Denied;
import io.github.mfpjaxrs.security.internal.protection.Protection.Open;
import io.github.mfpjaxrs.security.internal.protection.Protection.Scoped;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unresolvable;
import io.github.mfpjaxrs.security.internal.protection.Protection.Unsaid;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
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
 * before the class's, the class's before its superclass's, any class's before an interface's. Interfaces that disagree
 * are an error.
 *
 * <p>{@code @PermitAll} opens a method only where it stands on the method that runs. Inherited, by overriding or from an
 * interface, it opens nothing: where something is protected it is an error that asks to repeat it.
 */
public final class ProtectionResolver {

    private final RequiredScope defaultScope;

    public ProtectionResolver(RequiredScope defaultScope) {
        this.defaultScope = defaultScope;
    }

    /** The requirement of a method by its own annotations and its class's, without the {@code Application}'s. */
    public Protection ofMethod(Class<?> resourceClass, Method method) {
        TypeHierarchy types = TypeHierarchy.of(resourceClass);
        Optional<Method> running = types.running(method);
        Optional<Protection> own = running.flatMap(this::onMethod);
        if (own.isPresent()) {
            return own.get();
        }
        Protection otherwise = inherited(types, method, running).orElseGet(() -> ofClass(types, classReader(running)));
        return otherwise instanceof Unsaid || !isPermittedByInheritance(types, method, running)
                ? otherwise
                : inheritedPermission();
    }

    /**
     * Whether a method inherits {@code @PermitAll}, by overriding or from an interface, which opens nothing.
     *
     * @return false where the method that runs has an annotation of ours itself
     */
    boolean isPermittedByInheritance(Class<?> resourceClass, Method method) {
        TypeHierarchy types = TypeHierarchy.of(resourceClass);
        Optional<Method> running = types.running(method);
        return running.flatMap(this::onMethod).isEmpty() && isPermittedByInheritance(types, method, running);
    }

    /** The error of a method that only seems to be open. */
    public static Unresolvable inheritedPermission() {
        return new Unresolvable("@PermitAll stands on a method that it overrides or implements, where it opens nothing;"
                + " repeat it on the method itself, or take it away");
    }

    public Protection ofClass(Class<?> type) {
        return ofClass(TypeHierarchy.of(type), this::requirementOn);
    }

    /** What overridden methods say, nearest first, or else what the interfaces' methods say. */
    private Optional<Protection> inherited(TypeHierarchy types, Method method, Optional<Method> running) {
        return others(types.inClasses(method), running)
                .map(this::requirementOn)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> agreed(others(types.inInterfaces(method), running), this::requirementOn));
    }

    private static boolean isPermittedByInheritance(TypeHierarchy types, Method method, Optional<Method> running) {
        Optional<Method> overridden = others(types.inClasses(method), running)
                .filter(ProtectionResolver::saysSomething)
                .findFirst();
        return overridden.isPresent()
                ? overridden.get().isAnnotationPresent(PermitAll.class)
                : others(types.inInterfaces(method), running)
                        .anyMatch(place -> place.isAnnotationPresent(PermitAll.class));
    }

    private static Stream<Method> others(List<Method> places, Optional<Method> running) {
        return places.stream().filter(place -> !place.equals(running.orElse(null)));
    }

    private static boolean saysSomething(Method method) {
        return method.isAnnotationPresent(MFPProtected.class)
                || method.isAnnotationPresent(PermitAll.class)
                || method.isAnnotationPresent(DenyAll.class);
    }

    private Protection ofClass(TypeHierarchy types, Function<AnnotatedElement, Optional<Protection>> reader) {
        return types.classes().stream()
                .map(reader)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> agreed(types.interfaces().stream(), reader))
                .orElse(new Unsaid());
    }

    /** A class's {@code @DenyAll} does not count for a method with roles of its own (Jakarta Annotations §2.11). */
    private Function<AnnotatedElement, Optional<Protection>> classReader(Optional<Method> running) {
        return running.filter(method -> method.isAnnotationPresent(RolesAllowed.class))
                        .isPresent()
                ? type -> requirementOn(type).filter(protection -> !(protection instanceof Denied))
                : this::requirementOn;
    }

    private <E extends AnnotatedElement> Optional<Protection> agreed(
            Stream<E> elements, Function<? super E, Optional<Protection>> reader) {
        List<E> places = elements.toList();
        List<Protection> said =
                places.stream().map(reader).flatMap(Optional::stream).distinct().toList();
        if (said.size() > 1) {
            return Optional.of(new Unresolvable("its interfaces require different things (" + places
                    + "); write @MFPProtected on the class or its method"));
        }
        return said.stream().findFirst();
    }

    private Optional<Protection> onMethod(Method method) {
        if (!method.isAnnotationPresent(PermitAll.class)) {
            return requirementOn(method);
        }
        return Optional.of(
                method.isAnnotationPresent(MFPProtected.class) || method.isAnnotationPresent(DenyAll.class)
                        ? contradiction(method)
                        : new Open());
    }

    /** A class's {@code @PermitAll} says nothing here: it concerns roles, and opens nothing that is protected. */
    private Optional<Protection> requirementOn(AnnotatedElement place) {
        MFPProtected scopes = place.getDeclaredAnnotation(MFPProtected.class);
        if (place.getDeclaredAnnotation(DenyAll.class) != null) {
            return Optional.of(scopes == null ? new Denied() : contradiction(place));
        }
        return Optional.ofNullable(scopes).map(annotation -> read(annotation, place));
    }

    private static Unresolvable contradiction(AnnotatedElement place) {
        return new Unresolvable(
                "more than one of @MFPProtected, @PermitAll and @DenyAll stands on " + place + "; keep one");
    }

    private Protection read(MFPProtected annotation, AnnotatedElement place) {
        try {
            String scope = String.join(" ", Arrays.asList(annotation.value()));
            RequiredScope required = switch (annotation.match()) {
                case ALL -> RequiredScope.allOf(scope);
                case ANY -> RequiredScope.anyOf(scope);
            };
            if (required.elements().isEmpty()) {
                required = defaultScope;
            }
            return new Scoped(
                    annotation.maxAge() < 0 ? required : required.withMaxAge(Duration.ofSeconds(annotation.maxAge())));
        } catch (IllegalArgumentException e) {
            return new Unresolvable("@MFPProtected on " + place + " is wrong: " + e.getMessage());
        }
    }
}
