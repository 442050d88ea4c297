package io.github.mfpjaxrs.security.it.shapes;

import java.util.List;
import java.util.Optional;

/**
 * A class or interface.
 *
 * @param place the last part of its package's name
 * @param generic whether it has a type variable {@code T}, which subtypes without a type variable bind to {@code
 *     String}
 * @param path the path of a root resource
 * @param meta the name of the shape's own annotation on it
 */
record TypeShape(
        String name,
        String place,
        Kind kind,
        boolean isPublic,
        boolean isFinal,
        boolean generic,
        Optional<String> parent,
        List<String> interfaces,
        Optional<String> path,
        Scope scope,
        Placement says,
        Optional<String> meta,
        List<MethodShape> methods) {

    enum Kind {
        CLASS,
        ABSTRACT_CLASS,
        INTERFACE,
        ANNOTATION
    }

    /** The CDI scope. */
    enum Scope {
        NONE(""),
        REQUEST("@jakarta.enterprise.context.RequestScoped "),
        APPLICATION("@jakarta.enterprise.context.ApplicationScoped "),
        DEPENDENT("@jakarta.enterprise.context.Dependent ");

        final String source;

        Scope(String source) {
            this.source = source;
        }
    }

    TypeShape {
        interfaces = List.copyOf(interfaces);
        methods = List.copyOf(methods);
    }

    boolean isInterface() {
        return kind == Kind.INTERFACE;
    }

    Optional<MethodShape> method(String method) {
        return methods.stream().filter(m -> m.name().equals(method)).findFirst();
    }

    TypeShape methods(List<MethodShape> others) {
        return new TypeShape(
                name, place, kind, isPublic, isFinal, generic, parent, interfaces, path, scope, says, meta, others);
    }

    TypeShape says(Placement other) {
        return new TypeShape(
                name, place, kind, isPublic, isFinal, generic, parent, interfaces, path, scope, other, meta, methods);
    }

    TypeShape extending(Optional<String> otherParent, List<String> otherInterfaces) {
        return new TypeShape(
                name,
                place,
                kind,
                isPublic,
                isFinal,
                generic,
                otherParent,
                otherInterfaces,
                path,
                scope,
                says,
                meta,
                methods);
    }

    TypeShape scoped(Scope other) {
        return new TypeShape(
                name, place, kind, isPublic, isFinal, generic, parent, interfaces, path, other, says, meta, methods);
    }

    TypeShape annotated(Optional<String> annotation) {
        return new TypeShape(
                name,
                place,
                kind,
                isPublic,
                isFinal,
                generic,
                parent,
                interfaces,
                path,
                scope,
                says,
                annotation,
                methods);
    }

    /** Whether the type is public, not final, not generic, and in the first package. */
    TypeShape plain() {
        return new TypeShape(name, "a", kind, true, false, false, parent, interfaces, path, scope, says, meta, methods);
    }
}
