package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.it.shapes.MethodShape.Body;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Lead;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Returned;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Role;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Visibility;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Kind;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Generates shapes from seeds. A shape has a root resource and up to two sub-resource classes, each with superclasses
 * and interfaces. The result is legal Java, and its JAX-RS annotations are portable according to §3.6 of the
 * specification.
 */
final class ShapeGenerator {

    private static final List<String> SCOPES = List.of("a", "b", "c");

    private final long seed;
    private final Random random;
    private final boolean mutiny;
    private final boolean onePackage;
    private final ApplicationShape application;
    private final List<TypeShape> types = new ArrayList<>();
    private final List<String> targets = new ArrayList<>();

    private ShapeGenerator(long seed, boolean mutiny) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.mutiny = mutiny;
        this.onePackage = chance(50);
        this.application = application();
    }

    /** @param mutiny whether locators can return a {@code Uni} */
    static Shape generate(long seed, boolean mutiny) {
        return new ShapeGenerator(seed, mutiny).generate();
    }

    private Shape generate() {
        int subResources = pick(35, 45, 20);
        for (int i = 0; i < subResources; i++) {
            new Chain("ST".substring(i, i + 1), false).generate();
        }
        new Chain("R", true).generate();
        if (chance(4)) {
            extra();
        }
        return new Shape(seed, application, types);
    }

    private ApplicationShape application() {
        return ApplicationShape.values()[pick(50, 18, 8, 10, 6, 4, 4)];
    }

    /**
     * Adds an {@code @MFPProtected} that has no effect, either as a meta-annotation or on a bean that is not a
     * resource.
     */
    private void extra() {
        if (chance(50)) {
            types.add(type("Meta", "a", Kind.ANNOTATION, Placement.of(demand()), Scope.NONE, List.of()));
            int last = types.size() - 2;
            TypeShape root = types.get(last);
            types.set(last, root.annotated(Optional.of("Meta")).says(Placement.NOTHING));
        } else {
            MethodShape method = new MethodShape(
                    "work",
                    Role.OTHER,
                    Visibility.PUBLIC,
                    false,
                    Body.CONCRETE,
                    false,
                    false,
                    Placement.of(demand()),
                    Returned.STRING,
                    false,
                    Optional.empty());
            types.add(type("Service", "a", Kind.CLASS, Placement.NOTHING, Scope.APPLICATION, List.of(method)));
        }
    }

    private static TypeShape type(
            String name, String place, Kind kind, Placement says, Scope scope, List<MethodShape> methods) {
        return new TypeShape(
                name,
                place,
                kind,
                true,
                false,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                scope,
                says,
                Optional.empty(),
                methods);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Returns a random index, distributed according to the weights. */
    private int pick(int... weights) {
        int at = random.nextInt(Arrays.stream(weights).sum());
        int index = 0;
        while (at >= weights[index]) {
            at -= weights[index++];
        }
        return index;
    }

    private Demand demand() {
        return switch (pick(70, 14, 8, 8)) {
            case 0 -> new Demand(List.of(SCOPES.get(random.nextInt(3))), false);
            case 1 -> new Demand(List.of(), false);
            case 2 -> new Demand(List.of("a", SCOPES.get(1 + random.nextInt(2))), false);
            default -> new Demand(List.of("b", "c"), true);
        };
    }

    private Placement says(int nothing, int demand, int permit, int deny, int both) {
        return switch (pick(nothing, demand, permit, deny, both)) {
            case 0 -> Placement.NOTHING;
            case 1 -> Placement.of(demand());
            case 2 -> Placement.PERMIT;
            case 3 -> Placement.DENY;
            default -> new Placement(Optional.of(demand()), true, false);
        };
    }

    /** A class, its superclasses and their interfaces. The topmost class comes first. */
    private final class Chain {

        private final String prefix;
        private final boolean root;
        private final int depth;
        private final String[] places;
        private final boolean[] isPublic;
        private final boolean[] isAbstract;
        private final boolean generic;
        private final List<List<MethodShape>> methods = new ArrayList<>();
        private final List<Interface> interfaces = new ArrayList<>();
        private final Scope scope;
        private final boolean isFinal;

        /** @param at the index of the class that directly implements the interface */
        private record Interface(
                String name,
                String place,
                boolean isPublic,
                boolean generic,
                int at,
                boolean extendsFirst,
                List<MethodShape> methods) {}

        Chain(String prefix, boolean root) {
            this.prefix = prefix;
            this.root = root;
            this.depth = 1 + pick(35, 40, 25);
            this.places = new String[depth];
            this.isPublic = new boolean[depth];
            this.isAbstract = new boolean[depth];
            int bottom = depth - 1;
            for (int i = bottom; i >= 0; i--) {
                places[i] = onePackage || chance(50) ? "a" : "b";
                boolean mayHide =
                        i == bottom ? onePackage && !(root && application.lists()) : places[i].equals(places[i + 1]);
                isPublic[i] = !(mayHide && chance(i < bottom ? 50 : root ? 8 : 25));
                isAbstract[i] = i < bottom && chance(45);
                methods.add(new ArrayList<>());
            }
            this.generic = depth > 1 && chance(30);
            this.isFinal = chance(12);
            this.scope = scope();
        }

        private Scope scope() {
            if (!root) {
                return chance(10) ? Scope.DEPENDENT : Scope.NONE;
            }
            return switch (pick(45, 22, 22, 11)) {
                case 0 -> Scope.NONE;
                case 1 -> isFinal ? Scope.NONE : Scope.REQUEST;
                case 2 -> isFinal ? Scope.NONE : Scope.APPLICATION;
                default -> Scope.DEPENDENT;
            };
        }

        private boolean isProxied() {
            return scope == Scope.REQUEST || scope == Scope.APPLICATION;
        }

        void generate() {
            addInterfaces();
            int resources = 1 + pick(45, 40, 15);
            for (int i = 0; i < resources; i++) {
                new Family("m" + i, Role.RESOURCE, null).generate();
            }
            int locators = targets.isEmpty() && !root ? 0 : targets.isEmpty() ? pick(95, 5) : pick(20, 55, 25);
            for (int i = 0; i < locators; i++) {
                new Family("l" + i, Role.LOCATOR, target()).generate();
            }
            if (chance(3)) {
                addIdle();
            }
            addTypes();
            targets.add(prefix + (depth - 1));
        }

        /** Chooses the class that a locator leads to, which is occasionally the locator's own class. */
        private String target() {
            return targets.isEmpty() || chance(6) ? prefix + (depth - 1) : targets.get(random.nextInt(targets.size()));
        }

        private void addIdle() {
            int at = random.nextInt(depth);
            Visibility visibility = Visibility.values()[random.nextInt(4)];
            methods.get(at)
                    .add(new MethodShape(
                            "idle",
                            Role.OTHER,
                            visibility,
                            chance(40),
                            Body.CONCRETE,
                            false,
                            false,
                            Placement.of(demand()),
                            Returned.STRING,
                            false,
                            Optional.empty()));
        }

        private void addInterfaces() {
            int count = pick(45, 35, 20);
            boolean together = Arrays.stream(places).distinct().count() == 1;
            for (int i = 0; i < count; i++) {
                boolean extendsFirst = i == 1 && chance(40);
                boolean hidden = together
                        && chance(35)
                        && !(i == 1 && !interfaces.get(0).place().equals(places[0]));
                String place = hidden || onePackage || chance(50) ? places[0] : places[0].equals("a") ? "b" : "a";
                if (extendsFirst && !interfaces.get(0).isPublic()) {
                    place = interfaces.get(0).place();
                }
                interfaces.add(new Interface(
                        prefix + "I" + i,
                        place,
                        !hidden,
                        extendsFirst ? interfaces.get(0).generic() : chance(30),
                        random.nextInt(depth),
                        extendsFirst,
                        new ArrayList<>()));
            }
        }

        /** Returns the index of the topmost class that has the interface, even if only through the other interface. */
        private int at(Interface in) {
            return in == interfaces.get(0)
                    ? interfaces.stream()
                            .filter(i -> i == in || i.extendsFirst())
                            .mapToInt(Interface::at)
                            .min()
                            .orElseThrow()
                    : in.at();
        }

        private void addTypes() {
            for (Interface i : interfaces) {
                types.add(new TypeShape(
                        i.name(),
                        i.place(),
                        Kind.INTERFACE,
                        i.isPublic(),
                        false,
                        i.generic(),
                        Optional.empty(),
                        i.extendsFirst() ? List.of(interfaces.get(0).name()) : List.of(),
                        Optional.empty(),
                        Scope.NONE,
                        says(80, 13, 2, 3, 0),
                        Optional.empty(),
                        i.methods()));
            }
            for (int i = 0; i < depth; i++) {
                int at = i;
                boolean bottom = i == depth - 1;
                types.add(new TypeShape(
                        prefix + i,
                        places[i],
                        isAbstract[i] ? Kind.ABSTRACT_CLASS : Kind.CLASS,
                        isPublic[i],
                        bottom && isFinal,
                        i == 0 && generic,
                        i == 0 ? Optional.empty() : Optional.of(prefix + (i - 1)),
                        interfaces.stream()
                                .filter(in -> in.at() == at)
                                .map(Interface::name)
                                .toList(),
                        bottom && root ? Optional.of("r") : Optional.empty(),
                        bottom ? scope : Scope.NONE,
                        bottom ? says(58, 27, 6, 6, 0) : says(76, 15, 3, 4, 0),
                        Optional.empty(),
                        methods.get(i)));
            }
        }

        /** The declarations of one method throughout a chain. */
        private final class Family {

            private final String name;
            private final Role role;
            private final boolean body;
            private final Returned narrow;
            private final Returned wide;
            private final List<Lead> leads;
            private final int style = pick(40, 30, 30);
            private final boolean[] declared = new boolean[depth];

            Family(String name, Role role, String target) {
                this.name = name;
                this.role = role;
                int flavour = role == Role.LOCATOR ? 0 : pick(55, 15, 15, 15);
                this.body = flavour == 3;
                this.narrow = flavour == 2 ? Returned.VARIABLE : Returned.STRING;
                this.wide = flavour == 1 ? Returned.CHARACTERS : narrow;
                this.leads = role == Role.LOCATOR ? leads(target) : List.of();
            }

            /** Returns the return types that a locator's declarations can have, narrowest first. */
            private List<Lead> leads(String target) {
                Lead own = new Lead(target, Form.OWN, target);
                Optional<Lead> supertype = supertype(target).map(s -> new Lead(target, Form.SUPERTYPE, s));
                Lead object = new Lead(target, Form.OBJECT, target);
                return switch (pick(38, 13, 7, 10, 4, 8, 4, 4, 4, mutiny ? 8 : 0, 8)) {
                    case 0 -> List.of(own);
                    case 1 -> List.of(supertype.orElse(own));
                    case 2 -> List.of(object);
                    case 3 -> List.of(new Lead(target, Form.CLASS_OF, target));
                    case 4 -> List.of(new Lead(target, Form.CLASS_OF_ANY, target));
                    case 5 -> List.of(new Lead(target, Form.STAGE, target));
                    case 6 -> List.of(new Lead(target, Form.FUTURE, target));
                    case 7 -> List.of(new Lead(target, Form.OPTIONAL, target));
                    case 8 -> List.of(new Lead(target, Form.SUPPLIER, target));
                    case 9 -> List.of(new Lead(target, Form.UNI, target));
                    default -> List.of(own, supertype.orElse(object));
                };
            }

            private Optional<String> supertype(String target) {
                List<TypeShape> candidates = types.stream()
                        .filter(t -> t.name().startsWith(target.substring(0, 1)))
                        .filter(t -> !t.name().equals(target))
                        .filter(t -> t.isPublic() || onePackage)
                        .toList();
                return target.startsWith(prefix) || candidates.isEmpty()
                        ? Optional.empty()
                        : Optional.of(candidates
                                        .get(random.nextInt(candidates.size()))
                                        .name())
                                .filter(c -> new Hierarchy(new Shape(seed, ApplicationShape.PLAIN, types))
                                        .isSubtype(find(target), find(c)));
            }

            private TypeShape find(String type) {
                return types.stream()
                        .filter(t -> t.name().equals(type))
                        .findFirst()
                        .orElseThrow();
            }

            void generate() {
                if (!interfaces.isEmpty() && chance(15)) {
                    declareByDefaultAlone();
                } else {
                    declareInClasses();
                }
            }

            private void declareByDefaultAlone() {
                Interface in = interfaces.get(random.nextInt(interfaces.size()));
                in.methods().add(declaration(Visibility.PUBLIC, false, Body.DEFAULT, true, true, true));
                Interface first = interfaces.get(0);
                if (in.extendsFirst() && agreesOnTheVariable() && chance(50)) {
                    first.methods()
                            .add(declaration(
                                    Visibility.PUBLIC,
                                    false,
                                    chance(50) || at(first) < in.at() ? Body.DEFAULT : Body.ABSTRACT,
                                    true,
                                    true,
                                    chance(50)));
                }
            }

            private void declareInClasses() {
                int bottom = depth - 1 - Math.min(depth - 1, pick(70, 20, 10));
                declared[bottom] = true;
                for (int i = 0; i < bottom; i++) {
                    declared[i] = chance(40);
                }
                int top = IntStream.range(0, depth)
                        .filter(i -> declared[i])
                        .findFirst()
                        .orElseThrow();
                List<Interface> declaring = declareInInterfaces(top);
                int switchesAt = top + random.nextInt(bottom - top + 2);
                Visibility least = Visibility.PRIVATE;
                List<MethodShape> made = new ArrayList<>();
                List<Integer> at = new ArrayList<>();
                for (int i = top; i <= bottom; i++) {
                    if (!declared[i]) {
                        continue;
                    }
                    Visibility visibility = i == bottom || !declaring.isEmpty() ? Visibility.PUBLIC : weaker(least, i);
                    boolean unimplemented = i < bottom && isAbstract[i] && chance(50) && implementedBelow(i);
                    if (unimplemented && visibility == Visibility.PACKAGE) {
                        visibility = Visibility.PROTECTED;
                    }
                    least = visibility;
                    boolean first = made.isEmpty();
                    boolean annotated =
                            style == 0 || style == 1 && first && declaring.isEmpty() || i == bottom && style == 2;
                    MethodShape method = declaration(
                            visibility,
                            false,
                            unimplemented ? Body.ABSTRACT : Body.CONCRETE,
                            annotated,
                            i < switchesAt,
                            true);
                    boolean last = i == bottom && !isProxied() && chance(10);
                    made.add(last ? asFinal(method) : method);
                    at.add(i);
                }
                for (int i = 0; i < made.size(); i++) {
                    methods.get(at.get(i)).add(made.get(i));
                }
                declareFalsely(top, declaring);
            }

            private MethodShape asFinal(MethodShape m) {
                return new MethodShape(
                        m.name(),
                        m.role(),
                        m.visibility(),
                        m.isStatic(),
                        m.implementation(),
                        true,
                        m.annotated(),
                        m.says(),
                        m.returns(),
                        m.body(),
                        m.lead());
            }

            /** Whether all classes between this one and the next declaration are abstract. */
            private boolean implementedBelow(int i) {
                int next = i + 1;
                while (!declared[next]) {
                    if (!isAbstract[next]) {
                        return false;
                    }
                    next++;
                }
                return true;
            }

            private Visibility weaker(Visibility least, int i) {
                if (least == Visibility.PUBLIC || least == Visibility.PROTECTED) {
                    return least == Visibility.PUBLIC || chance(50) ? Visibility.PUBLIC : Visibility.PROTECTED;
                }
                return switch (pick(70, 15, 15)) {
                    case 0 -> Visibility.PUBLIC;
                    case 1 -> Visibility.PROTECTED;
                    default -> Visibility.PACKAGE;
                };
            }

            /**
             * Adds declarations to interfaces and returns the interfaces that declare the method virtually. Other
             * interfaces can get a static or private method with the same name.
             */
            private List<Interface> declareInInterfaces(int top) {
                List<Interface> declaring = new ArrayList<>();
                if (!agreesOnTheVariable()) {
                    return declaring;
                }
                for (Interface in : interfaces) {
                    boolean isStatic = !chance(92);
                    if (!chance(45)) {
                        continue;
                    }
                    if (isStatic
                            && !in.generic()
                            && leads.isEmpty()
                            && interfaces.stream().noneMatch(Interface::extendsFirst)) {
                        in.methods()
                                .add(declaration(
                                        chance(50) ? Visibility.PUBLIC : Visibility.PRIVATE,
                                        true,
                                        Body.CONCRETE,
                                        false,
                                        false,
                                        true));
                        continue;
                    }
                    // A concrete class that inherits the interface must have the method, and a class that inherits two
                    // interfaces must itself resolve a conflict between their default methods.
                    if (top > at(in) && !isAbstractBetween(at(in), top) || !declaring.isEmpty() && top > at(in)) {
                        continue;
                    }
                    Body how = chance(30) && (declaring.isEmpty() || top <= at(in)) ? Body.DEFAULT : Body.ABSTRACT;
                    boolean annotated = style == 0 || style == 1;
                    in.methods().add(declaration(Visibility.PUBLIC, false, how, annotated, true, true));
                    declaring.add(in);
                }
                return declaring;
            }

            /**
             * Whether the method has the same signature in the classes and interfaces. If the method uses {@code T},
             * that type variable must stand for the same type in all of them.
             */
            private boolean agreesOnTheVariable() {
                return !body && narrow != Returned.VARIABLE
                        || interfaces.stream().allMatch(Interface::generic)
                        || interfaces.stream().noneMatch(in -> in.generic() || generic && at(in) == 0);
            }

            private boolean isAbstractBetween(int from, int to) {
                return IntStream.range(from, to).allMatch(i -> isAbstract[i]);
            }

            /** Adds methods with the same name to superclasses in such a way that nothing overrides them. */
            private void declareFalsely(int top, List<Interface> declaring) {
                for (int i = 0; i < top; i++) {
                    int at = i;
                    if (!chance(30) || declaring.stream().anyMatch(in -> at(in) <= at || top > at(in))) {
                        continue;
                    }
                    boolean isForeign = !places[i].equals(places[top])
                            && IntStream.range(i + 1, depth).noneMatch(j -> places[j].equals(places[at]));
                    Visibility visibility = isForeign && chance(50) ? Visibility.PACKAGE : Visibility.PRIVATE;
                    methods.get(i).add(declaration(visibility, chance(30), Body.CONCRETE, chance(30), true, true));
                }
            }

            private MethodShape declaration(
                    Visibility visibility,
                    boolean isStatic,
                    Body how,
                    boolean annotated,
                    boolean isWide,
                    boolean speaks) {
                Placement says = role == Role.LOCATOR ? says(50, 34, 8, 4, 1) : says(60, 20, 11, 7, 1);
                return new MethodShape(
                        name,
                        role,
                        visibility,
                        isStatic,
                        how,
                        false,
                        annotated,
                        speaks ? says : Placement.NOTHING,
                        isWide ? wide : narrow,
                        body,
                        leads.isEmpty()
                                ? Optional.empty()
                                : Optional.of(isWide ? leads.get(leads.size() - 1) : leads.get(0)));
            }
        }
    }
}
