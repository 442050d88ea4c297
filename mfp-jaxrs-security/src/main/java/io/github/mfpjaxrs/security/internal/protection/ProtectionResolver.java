package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.Settings;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads the annotations that apply to a resource method. In order of precedence, these are the annotations on the
 * method itself, on a method that it overrides, on an interface's declaration of the method, on the class, on a
 * superclass, and on an interface. It is an error if interfaces disagree.
 *
 * <p>{@code @PermitAll} opens a method only if it is declared on the invoked method itself. If it is inherited from
 * an overridden method or an interface, it has no effect. On a protected method, an inherited {@code @PermitAll} is
 * therefore an error, and the message recommends repeating the annotation on the method itself.
 */
public final class ProtectionResolver {

    private static final String DISAGREEMENT = "its interfaces require different things";

    private final RequiredScope defaultScope;
    private final Set<String> servers;

    /**
     * @param defaultScope the scope that an annotation without a scope requires
     * @param servers the authorization server names that annotations may use
     */
    public ProtectionResolver(RequiredScope defaultScope, Set<String> servers) {
        this.defaultScope = defaultScope;
        this.servers = Set.copyOf(servers);
    }

    /**
     * Creates a resolver for a single, unnamed authorization server.
     *
     * @param defaultScope the scope that an annotation without a scope requires
     */
    public ProtectionResolver(RequiredScope defaultScope) {
        this(defaultScope, Set.of(Settings.DEFAULT_SERVER));
    }

    /**
     * Returns the requirement that a method or its class declares, excluding the {@code Application}'s requirement.
     */
    public Protection ofMethod(Class<?> resourceClass, Method method) {
        TypeHierarchy types = TypeHierarchy.of(resourceClass);
        Optional<Method> invoked = types.invoked(method);
        Optional<Protection> own = invoked.flatMap(this::onMethod);
        if (own.isPresent()) {
            return own.get();
        }
        Protection effective = inherited(types, method).orElseGet(() -> ofClass(types, classReader(invoked)));
        return effective instanceof Unsaid || !isPermittedByInheritance(types, method)
                ? effective
                : inheritedPermission();
    }

    /**
     * Whether a method inherits {@code @PermitAll} from an overridden method or an interface, where the annotation
     * has no effect.
     *
     * @return also false if the invoked method itself carries {@code @MFPProtected}, {@code @PermitAll} or
     *     {@code @DenyAll}
     */
    boolean isPermittedByInheritance(Class<?> resourceClass, Method method) {
        TypeHierarchy types = TypeHierarchy.of(resourceClass);
        return types.invoked(method).flatMap(this::onMethod).isEmpty() && isPermittedByInheritance(types, method);
    }

    /** Returns the error for a method that only appears to be open. */
    public static Unresolvable inheritedPermission() {
        return new Unresolvable("@PermitAll is declared only on a method that it overrides or implements, where"
                + " it has no effect; repeat it on the method itself, or remove it");
    }

    /** Whether a class that implements the method can resolve the error with an annotation. */
    static boolean isResolvedByOverriding(Unresolvable unresolvable) {
        return unresolvable.equals(inheritedPermission())
                || unresolvable.reason().startsWith(DISAGREEMENT);
    }

    public Protection ofClass(Class<?> type) {
        return ofClass(TypeHierarchy.of(type), this::requirementOn);
    }

    /**
     * Returns the requirement declared on the nearest annotated overridden method, or else on the interfaces'
     * methods. The invoked method must have none of the annotations.
     */
    private Optional<Protection> inherited(TypeHierarchy types, Method method) {
        return types.classDeclarations(method).stream()
                .map(this::requirementOn)
                .flatMap(Optional::stream)
                .findFirst()
                .or(() -> agreed(types.interfaceDeclarations(method).stream(), this::requirementOn));
    }

    /** Requires, as {@link #inherited} does, that the invoked method has none of the annotations. */
    private static boolean isPermittedByInheritance(TypeHierarchy types, Method method) {
        Optional<Method> overridden = types.classDeclarations(method).stream()
                .filter(ProtectionResolver::isAnnotated)
                .findFirst();
        return overridden.isPresent()
                ? overridden.get().isAnnotationPresent(PermitAll.class)
                : types.interfaceDeclarations(method).stream()
                        .anyMatch(place -> place.isAnnotationPresent(PermitAll.class));
    }

    private static boolean isAnnotated(Method method) {
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

    /**
     * Ignores a class's {@code @DenyAll} if the invoked method has {@code @RolesAllowed} (Jakarta Annotations §2.11).
     */
    private Function<AnnotatedElement, Optional<Protection>> classReader(Optional<Method> invoked) {
        return invoked.filter(method -> method.isAnnotationPresent(RolesAllowed.class))
                        .isPresent()
                ? type -> requirementOn(type).filter(protection -> !(protection instanceof Denied))
                : this::requirementOn;
    }

    private <E extends AnnotatedElement> Optional<Protection> agreed(
            Stream<E> elements, Function<? super E, Optional<Protection>> reader) {
        List<E> places = elements.toList();
        List<Protection> requirements =
                places.stream().map(reader).flatMap(Optional::stream).distinct().toList();
        if (requirements.size() > 1) {
            return Optional.of(new Unresolvable(
                    DISAGREEMENT + " (" + places + "); write @MFPProtected on the class or its method"));
        }
        return requirements.stream().findFirst();
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

    /** Ignores a class's {@code @PermitAll}, because it concerns roles and does not open protected methods. */
    private Optional<Protection> requirementOn(AnnotatedElement place) {
        MFPProtected scopes = place.getDeclaredAnnotation(MFPProtected.class);
        if (place.getDeclaredAnnotation(DenyAll.class) != null) {
            return Optional.of(scopes == null ? new Denied() : contradiction(place));
        }
        return Optional.ofNullable(scopes).map(annotation -> read(annotation, place));
    }

    private static Unresolvable contradiction(AnnotatedElement place) {
        return new Unresolvable(
                "more than one of @MFPProtected, @PermitAll and @DenyAll is present on " + place + "; keep one");
    }

    private Protection read(MFPProtected annotation, AnnotatedElement place) {
        try {
            return new Scoped(requiredScope(annotation));
        } catch (IllegalArgumentException e) {
            return new Unresolvable("@MFPProtected on " + place + " is wrong: " + e.getMessage());
        }
    }

    /**
     * Returns the scope that an annotation requires.
     *
     * @throws IllegalArgumentException if a scope element is invalid or the authorization server is not configured
     */
    public RequiredScope requiredScope(MFPProtected annotation) {
        String scope = String.join(" ", Arrays.asList(annotation.value()));
        RequiredScope required = switch (annotation.match()) {
            case ALL -> RequiredScope.allOf(scope);
            case ANY -> RequiredScope.anyOf(scope);
        };
        if (required.elements().isEmpty()) {
            required = defaultScope;
        }
        if (annotation.maxAge() >= 0) {
            required = required.withMaxAge(Duration.ofSeconds(annotation.maxAge()));
        }
        if (annotation.server().isEmpty()) {
            return required;
        }
        if (!servers.contains(annotation.server())) {
            throw new IllegalArgumentException("mfp.authorization-server.names does not contain the authorization"
                    + " server '" + annotation.server() + "'");
        }
        return required.withServer(annotation.server());
    }
}
