package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.shapes.Hierarchy.Declared;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Lead;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Role;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Visibility;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Kind;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Scope;
import io.github.mfpjaxrs.security.it.shapes.Verdict.Deployment;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Predicts a shape's outcome from the rules in docs/reference/placements.md, without using the library's code. Where
 * the text allows two interpretations, the model accepts both, and a method has a loosest and a strictest requirement.
 */
final class Model {

    private static final int LONGEST_WAY = 3;

    private final Shape shape;
    private final Hierarchy java;
    private final Optional<Access> ofApplication;
    private final Set<String> fails = new LinkedHashSet<>();
    private final Set<String> mayFail = new LinkedHashSet<>();
    private final Map<String, Route> routes = new TreeMap<>();
    private final Set<Declared> effective = new HashSet<>();
    private final Set<TypeShape> resources = new HashSet<>();
    private int doubts;

    private Model(Shape shape) {
        this.shape = shape;
        this.java = new Hierarchy(shape);
        this.ofApplication = shape.application().access();
    }

    static Verdict of(Shape shape) {
        Model model = new Model(shape);
        shape.roots().stream()
                .filter(Hierarchy::isConcrete)
                .forEach(root -> model.explore(
                        root,
                        new Way(shape.home() + root.path().orElseThrow(), List.of(), false, true),
                        model.isCheckedAtDeployment(root)));
        model.findIdle();
        shape.types()
                .forEach(type -> type.meta().ifPresent(meta -> model.doubt("@" + meta + " carries @MFPProtected")));
        Deployment deployment = !model.fails.isEmpty()
                ? Deployment.FAILS
                : model.mayFail.isEmpty() ? Deployment.SUCCEEDS : Deployment.MAY_FAIL;
        return new Verdict(
                deployment,
                Stream.concat(model.fails.stream(), model.mayFail.stream()).toList(),
                List.copyOf(model.routes.values()));
    }

    /**
     * The locators on the path to a method.
     *
     * @param uncertain whether the library is allowed to refuse every request that takes this path
     * @param mapped whether JAX-RS maps all of the locators; a runtime that relies only on names might map more
     */
    private record Way(String path, List<Ruling> rulings, boolean uncertain, boolean mapped) {

        Way by(String name, Ruling ruling, boolean refusable, boolean isMapped) {
            return new Way(
                    path + "/" + name,
                    Stream.concat(rulings.stream(), Stream.of(ruling)).toList(),
                    uncertain || refusable,
                    mapped && isMapped);
        }

        Way refusable() {
            return new Way(path, rulings, true, mapped);
        }

        boolean demands() {
            return rulings.stream().anyMatch(Ruling::demands);
        }
    }

    // ---- the ways
    // -----------------------------------------------------------------------------------------------------

    /**
     * Whether the library checks a root resource at deployment. It does if the root is a bean, is listed by the
     * application, or has a resource method. A method inherited from a non-public superclass does not count, because a
     * runtime might ignore its bridge method.
     */
    private boolean isCheckedAtDeployment(TypeShape root) {
        return root.scope() != Scope.NONE
                || shape.application().lists()
                || java.methodNames(root).stream()
                        .flatMap(name -> java.runs(root, name).stream())
                        .anyMatch(method -> method.method().role() == Role.RESOURCE
                                && isMapped(root, method)
                                && (method.type().equals(root)
                                        || method.type().isPublic()
                                        || method.type().isInterface()));
    }

    /** @param known whether the declared types reveal at deployment that requests can reach this class */
    private void explore(TypeShape type, Way to, boolean known) {
        resources.add(type);
        Map<Declared, Ruling> methods = new LinkedHashMap<>();
        int doubtsBefore = doubts;
        for (String name : java.methodNames(type)) {
            java.runs(type, name)
                    .filter(method -> method.method().role() != Role.OTHER)
                    .ifPresent(method -> methods.put(method, ruling(type, method, known)));
        }
        methods.forEach((method, ruling) -> judgeRoute(type, method, to, ruling));
        // Mistakes that cannot be detected at deployment are detected at the first request. From then on, every request
        // to the class is refused.
        boolean refusable = !known && (doubts > doubtsBefore || !idle(type).isEmpty());
        Way way = refusable ? to.refusable() : to;

        Map<Declared, Ruling> locators = new LinkedHashMap<>();
        methods.forEach((method, ruling) -> {
            boolean reachable = isMapped(type, method);
            if (reachable) {
                declarations(type, method).forEach(effective::add);
            }
            if (method.method().role() == Role.RESOURCE) {
                route(type, method, way, ruling, reachable);
            } else if (reachable) {
                locators.put(method, ruling);
            } else if (method.method().visibility() == Visibility.PUBLIC) {
                follow(method, way.by(method.method().name(), ruling, true, false), false);
            }
        });
        locators.forEach(
                (locator, ruling) -> lead(type, locator, way, ruling, known, isAmbiguous(type, locator, locators)));
    }

    private boolean isMapped(TypeShape type, Declared method) {
        return method.method().visibility() == Visibility.PUBLIC
                && declarations(type, method).anyMatch(d -> d.method().annotated());
    }

    /** Returns the method itself and all methods that it overrides or implements. */
    private Stream<Declared> declarations(TypeShape type, Declared method) {
        return Stream.of(Stream.of(method), java.overridden(method).stream(), java.implemented(type, method).stream())
                .flatMap(some -> some);
    }

    private void route(TypeShape type, Declared method, Way way, Ruling ruling, boolean reachable) {
        Access loosest = whole(way, ruling, false);
        Access strictest = way.uncertain() ? Access.NOBODY : whole(way, ruling, true);
        String path = way.path() + "/" + method.method().name();
        routes.put(
                path,
                new Route(
                        method.method().body() ? "POST" : "GET",
                        path,
                        SourceWriter.id(shape, method.type(), method.method().name()),
                        loosest,
                        strictest,
                        reachable && way.mapped(),
                        way.rulings().isEmpty(),
                        way.uncertain()));
    }

    private void judgeRoute(TypeShape type, Declared method, Way way, Ruling ruling) {
        if (method.method().role() == Role.RESOURCE) {
            if (ruling.permitInherited() && way.demands()) {
                doubt(name(type, method) + " inherits @PermitAll behind a demanding locator");
            }
            judgeSum(type, method, way, ruling);
        }
    }

    /** Records a doubt if alternative scopes would have to be combined with other requirements. */
    private void judgeSum(TypeShape type, Declared method, Way way, Ruling ruling) {
        List<Demand> demands = Stream.concat(way.rulings().stream(), Stream.of(ruling))
                .filter(Ruling::said)
                .flatMap(r -> r.loosest() instanceof Access.Needs needs ? needs.demands().stream() : Stream.empty())
                .toList();
        if (demands.size() > 1 && demands.stream().anyMatch(Demand::any)) {
            doubt(name(type, method) + " needs one of several scopes, and others");
        }
    }

    /**
     * Returns the requirement for the whole path. The application's annotation applies if there is no other annotation.
     * The rules do not specify whether it also applies in addition to others.
     */
    private Access whole(Way way, Ruling ruling, boolean strict) {
        List<Ruling> all =
                Stream.concat(way.rulings().stream(), Stream.of(ruling)).toList();
        Access said = all.stream()
                .filter(Ruling::said)
                .map(r -> strict ? r.strictest() : r.loosest())
                .reduce(Access.OPEN, Access::and);
        if (ofApplication.isEmpty() || all.stream().allMatch(Ruling::said)) {
            return said;
        }
        boolean byTheApplicationAlone = said.equals(Access.OPEN) && !ruling.said();
        return strict || byTheApplicationAlone ? said.and(ofApplication.get()) : said;
    }

    private void lead(TypeShape type, Declared locator, Way way, Ruling ruling, boolean known, boolean ambiguous) {
        Lead lead = locator.method().lead().orElseThrow();
        TypeShape declared = shape.type(lead.declared());
        judgeLead(type, locator, way, ruling, known);
        boolean boxed = lead.form().isBoxed();
        Way onward = way.by(locator.method().name(), ruling, boxed && asked() || ambiguous, true);
        boolean exact = declared.equals(shape.type(lead.target()));
        boolean vague = isVague(lead);
        if (!vague && !exact) {
            judgeDeclared(declared, onward);
        }
        follow(locator, onward, known && !boxed && !vague && exact);
    }

    private void judgeLead(TypeShape type, Declared locator, Way way, Ruling ruling, boolean known) {
        Lead lead = locator.method().lead().orElseThrow();
        TypeShape target = shape.type(lead.target());
        TypeShape declared = shape.type(lead.declared());
        boolean demandsAnyhow = ruling.demands() || way.demands() || ofApplication.isPresent();
        boolean vague = isVague(lead);
        String name = name(type, locator);
        if (vague || declared.path().isPresent()) {
            complain(
                    ruling.demands() && known && !lead.form().isBoxed() && ruling.loosest() instanceof Access.Needs,
                    demandsAnyhow,
                    name + " is protected and leads to " + (vague ? "whatever" : "a root resource"));
        }
        boolean maybeRoot = shape.roots().stream().anyMatch(r -> r.equals(target) || java.isSubtype(r, declared));
        complain(false, demandsAnyhow && maybeRoot, name + " is protected and may lead to a root resource");
        complain(false, demandsAnyhow && lead.form().isBoxed(), name + " is protected and its result is boxed");
    }

    private boolean isVague(Lead lead) {
        TypeShape declared = shape.type(lead.declared());
        return lead.form().isVague() || !hasResourceMethods(declared) && !isContract(declared);
    }

    /**
     * Judges what is known at deployment about a declared type if a subtype is returned. This concerns the declared
     * type's methods with a body and its locators. If the type can be instantiated, it also concerns annotations that
     * have no effect on its instances.
     */
    private void judgeDeclared(TypeShape declared, Way way) {
        java.methodNames(declared).stream()
                .flatMap(name -> java.runs(declared, name).stream())
                .filter(method -> isInEffect(declared, method))
                .forEach(method -> {
                    Ruling ruling = ruling(declared, method, false);
                    judgeSum(declared, method, way, ruling);
                    if (method.method().role() == Role.LOCATOR) {
                        judgeLead(declared, method, way, ruling, false);
                    }
                });
        if (Hierarchy.isConcrete(declared)) {
            idle(declared).forEach(d -> doubt(name(declared, d) + " has an @MFPProtected that does nothing there"));
        }
    }

    private boolean isInEffect(TypeShape type, Declared method) {
        return method.method().role() != Role.OTHER && isMapped(type, method);
    }

    /** Returns the methods of a class and its supertypes whose {@code @MFPProtected} has no effect. */
    private List<Declared> idle(TypeShape type) {
        Set<Declared> inEffect = java.methodNames(type).stream()
                .flatMap(name -> java.runs(type, name).stream())
                .filter(method -> isInEffect(type, method))
                .flatMap(method -> declarations(type, method))
                .collect(Collectors.toSet());
        return Stream.concat(java.classes(type).stream(), java.interfaces(type).stream())
                .flatMap(t -> t.methods().stream().map(m -> new Declared(t, m)))
                .filter(d -> d.says().demand().isPresent() && !inEffect.contains(d))
                .toList();
    }

    private void follow(Declared locator, Way way, boolean known) {
        if (way.rulings().size() <= LONGEST_WAY) {
            explore(shape.type(locator.method().lead().orElseThrow().target()), way, known);
        }
    }

    /**
     * Whether the type's underlying class can carry the annotations. A generic type might be a container, such as a
     * collection.
     */
    private static boolean isContract(TypeShape type) {
        return !Hierarchy.isConcrete(type) && !type.generic();
    }

    private boolean hasResourceMethods(TypeShape type) {
        return Stream.concat(java.classes(type).stream(), java.interfaces(type).stream())
                .flatMap(t -> t.methods().stream())
                .anyMatch(m -> m.annotated() && m.isVirtual() && m.visibility() == Visibility.PUBLIC);
    }

    /** Whether another locator in the class, with a different requirement, can lead to the same class. */
    private boolean isAmbiguous(TypeShape type, Declared locator, Map<Declared, Ruling> all) {
        List<String> others = all.entrySet().stream()
                .filter(other -> !other.getKey().equals(locator))
                .filter(other -> !other.getValue().equals(all.get(locator)))
                .filter(other -> other.getValue().demands() || all.get(locator).demands())
                .map(Map.Entry::getKey)
                .filter(other -> mayMeet(locator, other))
                .map(other -> other.method().name())
                .toList();
        complain(false, !others.isEmpty(), name(type, locator) + " and " + others + " may lead to the same class");
        return !others.isEmpty();
    }

    private boolean mayMeet(Declared one, Declared other) {
        Lead a = one.method().lead().orElseThrow();
        Lead b = other.method().lead().orElseThrow();
        TypeShape first = shape.type(a.declared());
        TypeShape second = shape.type(b.declared());
        return a.form().isVague()
                || b.form().isVague()
                || first.isInterface()
                || second.isInterface()
                || java.isSubtype(first, second)
                || java.isSubtype(second, first);
    }

    private void complain(boolean must, boolean may, String reason) {
        if (must) {
            fails.add(reason);
        } else if (may) {
            doubt(reason);
        }
    }

    private void doubt(String reason) {
        doubts++;
        mayFail.add(reason);
    }

    private static String name(TypeShape type, Declared method) {
        return type.name() + "." + method.method().name();
    }

    // ---- one method
    // ---------------------------------------------------------------------------------------------------

    private Ruling ruling(TypeShape type, Declared method, boolean known) {
        Placement own = method.says();
        if (!own.isNothing()) {
            return onMethodThatRuns(type, own, name(type, method), known);
        }
        List<Declared> above = java.overridden(method).stream()
                .filter(d -> !d.says().isNothing())
                .toList();
        List<Declared> implemented = java.implemented(type, method).stream()
                .filter(d -> !d.says().isNothing())
                .toList();
        if (!above.isEmpty()) {
            return inherited(
                    type,
                    method,
                    above.get(0).says(),
                    Stream.concat(above.stream().skip(1), implemented.stream())
                            .map(Declared::says)
                            .toList(),
                    known);
        }
        return implemented.isEmpty()
                ? ofType(type, method, known)
                : ofInterfaceMethods(type, method, implemented, known);
    }

    private Ruling onMethodThatRuns(TypeShape type, Placement own, String name, boolean known) {
        if (own.denyAll()) {
            complain(false, own.permitAll() || own.demand().isPresent(), name + " has @DenyAll and more");
            return denied(type);
        }
        if (own.demand().isPresent()) {
            Access demanded = Access.of(own.demand().get());
            if (own.permitAll()) {
                complain(known, true, name + " has both @MFPProtected and @PermitAll");
                return Ruling.atLeast(demanded);
            }
            return Ruling.exact(demanded);
        }
        return Ruling.exact(Access.OPEN);
    }

    private Ruling ofInterfaceMethods(TypeShape type, Declared method, List<Declared> implemented, boolean known) {
        List<Placement> said =
                implemented.stream().map(Declared::says).distinct().toList();
        if (said.size() == 1) {
            return inherited(type, method, said.get(0), List.of(), known);
        }
        List<Placement> nearest = java.mostSpecific(implemented).stream()
                .map(Declared::says)
                .distinct()
                .toList();
        List<Placement> others = said.stream().filter(s -> !nearest.contains(s)).toList();
        if (nearest.size() == 1) {
            doubt(name(type, method) + " has interfaces that override each other's demands");
            return inherited(type, method, nearest.get(0), others, known);
        }
        boolean demanded = said.stream().anyMatch(s -> s.demand().isPresent());
        boolean denied = said.stream().anyMatch(Placement::denyAll);
        Ruling under = underneath(type, method, known);
        complain(
                demanded && known,
                demanded || denied || under.demands(),
                name(type, method) + " has interfaces that disagree");
        return demanded
                ? Ruling.atLeast(anyOf(said))
                : under.said() ? Ruling.atLeast(under.loosest()) : Ruling.atLeast(Access.OPEN);
    }

    private static Access anyOf(List<Placement> said) {
        Set<String> scopes = new TreeSet<>();
        said.forEach(s -> s.demand().ifPresent(d -> scopes.addAll(d.elements())));
        return Access.of(new Demand(List.copyOf(scopes), true));
    }

    /** Returns the requirement that a method inherits from the methods it overrides or implements. */
    private Ruling inherited(
            TypeShape type, Declared method, Placement nearest, List<Placement> further, boolean known) {
        String name = name(type, method);
        if (!nearest.permitAll() || nearest.demand().isPresent() || nearest.denyAll()) {
            complain(
                    false,
                    nearest.demand().isPresent() && further.stream().anyMatch(Placement::permitAll),
                    name + " inherits @MFPProtected, and @PermitAll from further away");
            return onMethodThatRuns(type, nearest, name, known);
        }
        Optional<Placement> instead = further.stream()
                .filter(s -> s.demand().isPresent() || s.denyAll())
                .findFirst();
        if (instead.isPresent()) {
            doubt(name + " inherits @PermitAll, and a demand from further away");
            return Ruling.atLeast(
                    instead.get().demand().map(Access::of).orElse(asked(type) ? Access.NOBODY : Access.OPEN));
        }
        Ruling under = underneath(type, method, known);
        if (under.said() && under.demands()) {
            // An application's annotation does not require protection of the locator itself. It is sufficient to
            // protect the sub-resource's methods.
            boolean itself = method.method().role() != Role.LOCATOR
                    || ofType(type, method, known).said();
            complain(
                    known
                            && itself
                            && under.loosest() instanceof Access.Needs needs
                            && !needs.demands().isEmpty(),
                    true,
                    name + " inherits @PermitAll where protection applies");
            return Ruling.atLeast(under.loosest());
        }
        return new Ruling(false, Access.OPEN, Access.OPEN, true);
    }

    /** Returns the requirement for a method without annotations on it or on the methods it overrides. */
    private Ruling underneath(TypeShape type, Declared method, boolean known) {
        Ruling ofType = ofType(type, method, known);
        return ofType.said() ? ofType : ofApplication.map(Ruling::exact).orElse(Ruling.UNSAID);
    }

    // ---- one class
    // ----------------------------------------------------------------------------------------------------

    private Ruling ofType(TypeShape type, Declared method, boolean known) {
        Ruling demanded = demandedOf(type, known);
        List<TypeShape> classes = java.classes(type);
        Optional<TypeShape> speaking = classes.stream()
                .filter(c -> c.says().denyAll() || demand(c).isPresent())
                .findFirst();
        if (speaking.isPresent()) {
            TypeShape nearest = speaking.get();
            if (nearest.says().denyAll()) {
                complain(false, demand(nearest).isPresent(), nearest.name() + " has @DenyAll and @MFPProtected");
                boolean permitted = classes.stream()
                        .takeWhile(c -> !c.equals(nearest))
                        .anyMatch(c -> c.says().permitAll());
                return permitted ? Ruling.atLeast(demanded.loosest()) : denied(type);
            }
            return method.type().says().denyAll() ? Ruling.atLeast(demanded.loosest()) : demanded;
        }
        boolean deniedByInterface =
                java.interfaces(type).stream().anyMatch(i -> i.says().denyAll());
        if (!deniedByInterface) {
            return demanded;
        }
        complain(false, demanded.said(), type.name() + " has interfaces that deny and demand");
        return demanded.said() ? Ruling.atLeast(demanded.loosest()) : Ruling.atLeast(ofApplication.orElse(Access.OPEN));
    }

    /** Returns the requirement that {@code @MFPProtected} declares on the type and its supertypes. */
    private Ruling demandedOf(TypeShape type, boolean known) {
        Optional<Demand> ofClass =
                java.classes(type).stream().flatMap(c -> demand(c).stream()).findFirst();
        if (ofClass.isPresent()) {
            return Ruling.exact(Access.of(ofClass.get()));
        }
        List<TypeShape> demanding = java.interfaces(type).stream()
                .filter(i -> i.says().demand().isPresent())
                .toList();
        List<Placement> said =
                demanding.stream().map(TypeShape::says).distinct().toList();
        if (said.isEmpty()) {
            return Ruling.UNSAID;
        }
        if (said.size() == 1) {
            return Ruling.exact(anyOrAll(said.get(0)));
        }
        List<TypeShape> nearest = demanding.stream()
                .filter(i -> demanding.stream().noneMatch(o -> !o.equals(i) && java.isSubtype(o, i)))
                .toList();
        if (nearest.size() == 1) {
            doubt(type.name() + " has interfaces that override each other's demands");
            return Ruling.exact(anyOrAll(nearest.get(0).says()));
        }
        complain(known, true, type.name() + " has interfaces that disagree");
        return Ruling.atLeast(anyOf(said));
    }

    private static Access anyOrAll(Placement said) {
        return Access.of(said.demand().orElseThrow());
    }

    /** Returns the demand of a type, or that of the shape's own annotation that the type carries. */
    private Optional<Demand> demand(TypeShape type) {
        return type.says()
                .demand()
                .or(() -> type.meta().flatMap(meta -> {
                    doubt("@" + meta + " carries @MFPProtected");
                    return shape.type(meta).says().demand();
                }));
    }

    private Ruling denied(TypeShape type) {
        return asked(type) ? Ruling.exact(Access.NOBODY) : Ruling.between(Access.OPEN, Access.NOBODY);
    }

    /** Whether {@code @MFPProtected} is on the application, the type, a supertype or one of their methods. */
    private boolean asked(TypeShape type) {
        return ofApplication.isPresent()
                || Stream.concat(java.classes(type).stream(), java.interfaces(type).stream())
                        .anyMatch(this::asksFor);
    }

    private boolean asked() {
        return ofApplication.isPresent() || shape.types().stream().anyMatch(this::asksFor);
    }

    private boolean asksFor(TypeShape type) {
        return demand(type).isPresent()
                || type.methods().stream().anyMatch(m -> m.says().demand().isPresent());
    }

    // ---- what does nothing
    // --------------------------------------------------------------------------------------------

    /** Finds annotations on methods that cannot be called through JAX-RS. A bean could be a sub-resource. */
    private void findIdle() {
        for (TypeShape type : shape.types()) {
            for (MethodShape method : type.methods()) {
                if (method.says().demand().isPresent() && !effective.contains(new Declared(type, method))) {
                    complain(
                            type.kind() == Kind.CLASS
                                    && (type.path().isPresent()
                                            || type.scope() != Scope.NONE
                                                    && !resources.contains(type)
                                                    && !hasResourceMethods(type)),
                            true,
                            type.name() + "." + method.name() + " has an @MFPProtected that does nothing");
                }
            }
        }
    }
}
