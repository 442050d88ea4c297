package io.github.mfpjaxrs.security.it.shapes;

import java.util.List;
import java.util.Optional;

/**
 * A description of related classes, from which their sources are generated.
 *
 * @param seed the seed from which the classes are generated; also distinguishes shapes that share a deployment
 */
record Shape(long seed, ApplicationShape application, List<TypeShape> types) {

    Shape {
        types = List.copyOf(types);
    }

    TypeShape type(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name));
    }

    Optional<TypeShape> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    List<TypeShape> roots() {
        return types.stream().filter(type -> type.path().isPresent()).toList();
    }

    /** Returns the shape's top-level package. */
    String home() {
        return "s" + seed;
    }

    String qualified(TypeShape type) {
        return home() + "." + type.place() + "." + type.name();
    }

    Shape with(List<TypeShape> others) {
        return new Shape(seed, application, others);
    }

    /** Returns a copy with another seed, which can be deployed alongside the original. */
    Shape named(long other) {
        return new Shape(other, application, types);
    }

    Shape deployedBy(ApplicationShape other) {
        return new Shape(seed, other, types);
    }

    /** Returns a copy in which this type replaces the type with the same name. */
    Shape replacing(TypeShape type) {
        return with(types.stream()
                .map(old -> old.name().equals(type.name()) ? type : old)
                .toList());
    }
}
