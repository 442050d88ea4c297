package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.shapes.MethodShape.Body;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Visibility;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Determines which methods a shape's types inherit, override and implement (JLS 8.4.8). */
final class Hierarchy {

    private final Shape shape;

    Hierarchy(Shape shape) {
        this.shape = shape;
    }

    /** A method and the type that declares it. */
    record Declared(TypeShape type, MethodShape method) {

        Placement says() {
            return method.says();
        }
    }

    /** Returns the class and its superclasses, nearest first. */
    List<TypeShape> classes(TypeShape type) {
        List<TypeShape> classes = new ArrayList<>();
        Optional<TypeShape> next = type.isInterface() ? Optional.empty() : Optional.of(type);
        while (next.isPresent()) {
            classes.add(next.get());
            next = next.get().parent().map(shape::type);
        }
        return classes;
    }

    /** Returns a type's direct and indirect interfaces, nearest first. An interface itself comes first. */
    List<TypeShape> interfaces(TypeShape type) {
        Set<TypeShape> all = new LinkedHashSet<>();
        List<TypeShape> level = new ArrayList<>(classes(type));
        if (type.isInterface()) {
            all.add(type);
            level.add(type);
        }
        while (!level.isEmpty()) {
            level = level.stream()
                    .flatMap(t -> t.interfaces().stream())
                    .map(shape::type)
                    .filter(all::add)
                    .toList();
        }
        return List.copyOf(all);
    }

    boolean isSubtype(TypeShape type, TypeShape of) {
        return classes(type).contains(of) || interfaces(type).contains(of);
    }

    Set<String> methodNames(TypeShape type) {
        return Stream.concat(classes(type).stream(), interfaces(type).stream())
                .flatMap(t -> t.methods().stream())
                .map(MethodShape::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Returns the method that runs when a method with this name is called on an instance of this class. */
    Optional<Declared> runs(TypeShape type, String name) {
        return declarations(classes(type), name)
                .filter(d -> d.method().isVirtual() && d.method().implementation() == Body.CONCRETE)
                .filter(d -> isMember(type, d))
                .findFirst()
                .or(() -> mostSpecific(implemented(type, name)).stream()
                        .filter(d -> d.method().implementation() == Body.DEFAULT)
                        .findFirst());
    }

    /** Whether a class has the method as a member. Classes in other packages do not inherit package-private methods. */
    private boolean isMember(TypeShape type, Declared declared) {
        return declared.method().visibility() != Visibility.PACKAGE
                || classes(type).stream()
                        .takeWhile(t -> !t.equals(declared.type()))
                        .allMatch(t -> t.place().equals(declared.type().place()));
    }

    /** Returns the superclass methods that a class's method overrides, nearest first. */
    List<Declared> overridden(Declared method) {
        if (method.type().isInterface()) {
            return List.of();
        }
        List<Declared> above = declarations(
                        classes(method.type()), method.method().name())
                .filter(d -> !d.equals(method))
                .toList();
        return above.stream().filter(upper -> overrides(method, upper)).toList();
    }

    private boolean overrides(Declared lower, Declared upper) {
        if (!lower.method().isVirtual() || !upper.method().isVirtual()) {
            return false;
        }
        if (upper.method().visibility() != Visibility.PACKAGE
                || upper.type().place().equals(lower.type().place())) {
            return true;
        }
        return declarations(classes(lower.type()), lower.method().name())
                .filter(middle -> !middle.equals(lower) && !middle.equals(upper))
                .filter(middle -> classes(middle.type()).contains(upper.type()))
                .anyMatch(middle -> overrides(lower, middle) && overrides(middle, upper));
    }

    /** Returns the interface methods implemented by a method that a class declares or inherits. */
    List<Declared> implemented(TypeShape type, Declared method) {
        return implemented(type, method.method().name()).stream()
                .filter(d -> !d.equals(method))
                .toList();
    }

    private List<Declared> implemented(TypeShape type, String name) {
        return declarations(interfaces(type), name)
                .filter(d -> d.method().isVirtual())
                .toList();
    }

    /** Returns the methods that no other method in the list overrides. */
    List<Declared> mostSpecific(List<Declared> all) {
        return all.stream()
                .filter(one -> all.stream()
                        .noneMatch(other -> !other.type().equals(one.type()) && isSubtype(other.type(), one.type())))
                .toList();
    }

    private static Stream<Declared> declarations(List<TypeShape> types, String name) {
        return types.stream().flatMap(type -> type.method(name).stream().map(method -> new Declared(type, method)));
    }

    /** Whether a type can be instantiated. */
    static boolean isConcrete(TypeShape type) {
        return type.kind() == Kind.CLASS;
    }
}
