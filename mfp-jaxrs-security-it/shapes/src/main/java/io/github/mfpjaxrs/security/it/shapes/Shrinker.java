package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.shapes.MethodShape.Lead;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Visibility;
import io.github.mfpjaxrs.security.it.shapes.SourceCompiler.IllegalSourceException;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reduces a failing shape to a smaller one that still fails. */
final class Shrinker {

    /** The first candidate's name. Candidate names are larger than any seed. */
    private static final long NAMES = 1_000_000_000L;

    /** Testing many shapes at once is cheap, because they share a deployment. */
    private final Function<List<Shape>, Set<Shape>> failing;

    private int rounds;

    /**
     * Creates a shrinker.
     *
     * @param failing returns those of the given shapes that fail
     * @param rounds the maximum number of rounds, each of which tries all candidates
     */
    Shrinker(Function<List<Shape>, Set<Shape>> failing, int rounds) {
        this.failing = failing;
        this.rounds = rounds;
    }

    Shape shrink(Shape shape) {
        Shape smallest = shape;
        Optional<Shape> smaller = Optional.of(shape);
        while (smaller.isPresent() && rounds > 0) {
            rounds--;
            smallest = smaller.get();
            smaller = smaller(smallest);
        }
        return smaller.orElse(smallest).named(shape.seed());
    }

    /** Returns the lightest candidate that still fails, or nothing if none of them is lighter than the given shape. */
    private Optional<Shape> smaller(Shape shape) {
        List<Shape> named = new ArrayList<>();
        for (Shape candidate : candidates(shape)) {
            if (!candidate.equals(shape) && !candidate.roots().isEmpty() && isWhole(candidate)) {
                named.add(candidate.named(NAMES + named.size()));
            }
        }
        List<Shape> legal = legal(named);
        Map<ApplicationShape, List<Shape>> byApplication =
                legal.stream().collect(Collectors.groupingBy(Shape::application));
        return byApplication.values().stream()
                .flatMap(shapes -> failing.apply(shapes).stream())
                .map(smaller -> smaller.named(shape.seed()))
                .min(Comparator.comparingInt(smaller -> weight(smaller)))
                .filter(smaller -> weight(smaller) < weight(shape));
    }

    /**
     * Returns a shape's weight, which consists of the length of its source, a penalty for each type, and a smaller
     * penalty for each unusual feature.
     */
    private static int weight(Shape shape) {
        int forms = (int) shape.types().stream()
                .flatMap(type -> type.methods().stream())
                .flatMap(method -> method.lead().stream())
                .filter(lead -> lead.form() != Form.OWN)
                .count();
        int generics = (int) shape.types().stream().filter(TypeShape::generic).count();
        int packages = (int)
                shape.types().stream().map(TypeShape::place).filter("b"::equals).count();
        int hidden =
                (int) shape.types().stream().filter(type -> !type.isPublic()).count();
        return SourceWriter.listing(shape).length()
                + 100 * (forms + generics + packages + hidden)
                + 300 * shape.types().size();
    }

    /** Whether all types that the shape names exist. */
    private static boolean isWhole(Shape shape) {
        return shape.types().stream()
                .flatMap(type -> Stream.concat(
                        Stream.concat(type.parent().stream(), type.interfaces().stream()),
                        type.methods().stream()
                                .flatMap(method -> method.lead().stream())
                                .flatMap(lead -> Stream.of(lead.target(), lead.declared()))))
                .allMatch(name -> shape.find(name).isPresent());
    }

    /** Compiles all shapes at once, drops those with errors, and repeats this until the rest compiles. */
    private static List<Shape> legal(List<Shape> shapes) {
        if (shapes.isEmpty()) {
            return shapes;
        }
        try {
            Map<String, String> sources = new LinkedHashMap<>();
            shapes.forEach(shape -> sources.putAll(SourceWriter.ofShapes().sources(shape)));
            SourceCompiler.compile(sources);
            return shapes;
        } catch (IllegalSourceException wrong) {
            return legal(shapes.stream()
                    .filter(shape -> !wrong.packages().contains(shape.home()))
                    .toList());
        }
    }

    /** Returns all candidates, starting with the largest reductions. */
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

    /**
     * Removes references to a removed type. Subtypes of the removed type then extend its supertypes, and locators that
     * led to the type are removed.
     */
    private static TypeShape detached(TypeShape type, TypeShape gone) {
        Optional<String> parent = type.parent().equals(Optional.of(gone.name())) ? gone.parent() : type.parent();
        List<String> interfaces = new ArrayList<>(type.interfaces());
        if (interfaces.remove(gone.name()) || !parent.equals(type.parent())) {
            gone.interfaces().stream().filter(i -> !interfaces.contains(i)).forEach(interfaces::add);
        }
        return type.extending(parent, interfaces)
                .annotated(type.meta().filter(meta -> !meta.equals(gone.name())))
                .methods(type.methods().stream()
                        .filter(m -> m.lead().stream()
                                .noneMatch(lead -> lead.target().equals(gone.name())))
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
                method.lead()
                        .filter(lead -> lead.form() != Form.OWN)
                        .ifPresent(lead -> candidates.add(shape.replacing(changed(
                                type, method, method.leading(new Lead(lead.target(), Form.OWN, lead.target()))))));
            }
        }
    }

    private static TypeShape changed(TypeShape type, MethodShape old, MethodShape method) {
        return type.methods(
                type.methods().stream().map(m -> m.equals(old) ? method : m).toList());
    }
}
