package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.shapes.MethodShape.Lead;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Visibility;
import io.github.mfpjaxrs.security.it.shapes.SourceCompiler.IllegalSourceException;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes away what it can from a shape that fails, for as long as it fails. */
final class Shrinker {

    private final Predicate<Shape> fails;
    private int attempts;

    /** @param attempts at most */
    Shrinker(Predicate<Shape> fails, int attempts) {
        this.fails = fails;
        this.attempts = attempts;
    }

    Shape shrink(Shape shape) {
        Optional<Shape> smaller = Optional.of(shape);
        Shape smallest = shape;
        while (smaller.isPresent()) {
            smallest = smaller.get();
            smaller = smaller(smallest);
        }
        return smallest;
    }

    private Optional<Shape> smaller(Shape shape) {
        for (Shape candidate : candidates(shape)) {
            if (attempts > 0 && !candidate.equals(shape) && isLegal(candidate)) {
                attempts--;
                if (fails.test(candidate)) {
                    return Optional.of(candidate);
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isLegal(Shape shape) {
        try {
            SourceCompiler.compile(SourceWriter.ofShapes().sources(shape));
            return true;
        } catch (IllegalSourceException | IllegalArgumentException notLegal) {
            return false;
        }
    }

    /** The largest steps first. */
    private static List<Shape> candidates(Shape shape) {
        List<Shape> candidates = new ArrayList<>();
        withoutTypes(shape, candidates);
        withoutMethods(shape, candidates);
        candidates.add(shape.deployedBy(ApplicationShape.PLAIN));
        withoutAnnotations(shape, candidates);
        plainer(shape, candidates);
        return candidates;
    }

    private static void withoutTypes(Shape shape, List<Shape> candidates) {
        for (TypeShape gone : shape.types()) {
            List<TypeShape> rest = shape.types().stream()
                    .filter(type -> !type.equals(gone))
                    .map(type -> detached(type, gone))
                    .toList();
            candidates.add(shape.with(rest));
        }
    }

    /** Extends what the type that goes has extended; locators that led there go too. */
    private static TypeShape detached(TypeShape type, TypeShape gone) {
        Optional<String> parent = type.parent().equals(Optional.of(gone.name())) ? gone.parent() : type.parent();
        List<String> interfaces = new ArrayList<>(type.interfaces());
        if (interfaces.remove(gone.name()) || !parent.equals(type.parent())) {
            gone.interfaces().stream().filter(i -> !interfaces.contains(i)).forEach(interfaces::add);
        }
        return type.extending(parent, interfaces)
                .annotated(type.meta().filter(meta -> !meta.equals(gone.name())))
                .methods(type.methods().stream()
                        .filter(m -> m.lead().stream().noneMatch(lead -> lead.target().equals(gone.name())))
                        .map(m -> m.lead()
                                .filter(lead -> lead.declared().equals(gone.name()))
                                .map(lead -> m.leading(new Lead(lead.target(), Form.OWN, lead.target())))
                                .orElse(m))
                        .toList());
    }

    private static void withoutMethods(Shape shape, List<Shape> candidates) {
        shape.types().stream()
                .flatMap(type -> type.methods().stream())
                .map(MethodShape::name)
                .distinct()
                .forEach(name -> candidates.add(shape.with(shape.types().stream()
                        .map(type -> type.methods(type.methods().stream()
                                .filter(method -> !method.name().equals(name))
                                .toList()))
                        .toList())));
        for (TypeShape type : shape.types()) {
            for (MethodShape method : type.methods()) {
                candidates.add(shape.replacing(type.methods(type.methods().stream()
                        .filter(other -> !other.equals(method))
                        .toList())));
            }
            for (String in : type.interfaces()) {
                candidates.add(shape.replacing(type.extending(
                        type.parent(),
                        type.interfaces().stream().filter(i -> !i.equals(in)).toList())));
            }
        }
    }

    private static void withoutAnnotations(Shape shape, List<Shape> candidates) {
        for (TypeShape type : shape.types()) {
            candidates.add(shape.replacing(type.says(Placement.NOTHING)));
            candidates.add(shape.replacing(type.scoped(Scope.NONE)));
            for (MethodShape method : type.methods()) {
                candidates.add(shape.replacing(changed(type, method, method.says(Placement.NOTHING))));
            }
        }
    }

    private static void plainer(Shape shape, List<Shape> candidates) {
        candidates.add(shape.with(shape.types().stream().map(TypeShape::plain).toList()));
        for (TypeShape type : shape.types()) {
            candidates.add(shape.replacing(type.plain()));
            for (MethodShape method : type.methods()) {
                candidates.add(shape.replacing(changed(type, method, method.plain())));
                candidates.add(shape.replacing(changed(type, method, method.visible(Visibility.PUBLIC))));
                if (method.role() != MethodShape.Role.OTHER && !method.annotated()) {
                    candidates.add(shape.replacing(changed(type, method, method.annotated(true))));
                }
                method.lead()
                        .filter(lead -> lead.form() != Form.OWN)
                        .ifPresent(lead -> candidates.add(shape.replacing(changed(
                                type, method, method.leading(new Lead(lead.target(), Form.OWN, lead.target()))))));
            }
        }
    }

    private static TypeShape changed(TypeShape type, MethodShape old, MethodShape method) {
        return type.methods(type.methods().stream()
                .map(m -> m.equals(old) ? method : m)
                .toList());
    }
}
