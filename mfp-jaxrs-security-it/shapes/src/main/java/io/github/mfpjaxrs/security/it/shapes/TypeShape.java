package io.github.mfpjaxrs.security.it.shapes;

import java.util.List;
import java.util.Optional;

/**
 * A class or interface.
 *
 * @param place the last part of the type's package name
 * @param generic whether the type has a type variable {@code T}, which subtypes without one bind to {@code String}
 * @param path the path, if the type is a root resource
 * @param meta the name of the shape's own annotation on the type, if there is one
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

    /** A CDI scope. */
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

    /** Returns a copy that is public, neither final nor generic, and in the first package. */
    TypeShape plain() {
        return new TypeShape(name, "a", kind, true, false, false, parent, interfaces, path, scope, says, meta, methods);
    }
}
