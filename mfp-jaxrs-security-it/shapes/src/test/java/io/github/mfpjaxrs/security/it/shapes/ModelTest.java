package io.github.mfpjaxrs.security.it.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.shapes.MethodShape.Body;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Lead;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Returned;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Role;
import io.github.mfpjaxrs.security.it.shapes.MethodShape.Visibility;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Kind;
import io.github.mfpjaxrs.security.it.shapes.TypeShape.Scope;
import io.github.mfpjaxrs.security.it.shapes.Verdict.Deployment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the model on shapes whose correct outcome is known. */
@Tag("J25")
class ModelTest {

    private static final Placement NEEDS_A_OR_B = Placement.of(new Demand(List.of("a", "b"), true));
    private static final Placement NEEDS_A = needs("a");

    @Test
    void ofWhenPrivateMethodOfSuperclassIsPermittedThenItDoesNotCount() {
        TypeShape parent = type("P", Kind.CLASS, Placement.NOTHING, get(Visibility.PRIVATE, Placement.PERMIT));
        TypeShape root =
                root("R", NEEDS_A, get(Visibility.PUBLIC, Placement.NOTHING)).extending(Optional.of("P"), List.of());

        Verdict verdict = verdict(parent, root);

        assertThat(verdict.deployment()).isEqualTo(Deployment.SUCCEEDS);
        assertThat(onlyRoute(verdict).loosest()).isEqualTo(Access.of(new Demand(List.of("a"), false)));
    }

    @Test
    void ofWhenPermitAllIsInheritedIntoProtectedClassThenDeploymentFails() {
        TypeShape parent = type("P", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.PERMIT));
        TypeShape root =
                root("R", NEEDS_A, get(Visibility.PUBLIC, Placement.NOTHING)).extending(Optional.of("P"), List.of());

        assertThat(verdict(parent, root).deployment()).isEqualTo(Deployment.FAILS);
    }

    @Test
    void ofWhenPermittedMethodIsNotOverriddenThenOpen() {
        TypeShape parent = type("P", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.PERMIT));
        TypeShape root = root("R", NEEDS_A).extending(Optional.of("P"), List.of());

        Verdict verdict = verdict(parent, root);

        assertThat(verdict.deployment()).isEqualTo(Deployment.SUCCEEDS);
        assertThat(onlyRoute(verdict).strictest()).isEqualTo(Access.OPEN);
    }

    @Test
    void ofWhenMethodOfProtectedClassIsDeniedThenNobodyMayCall() {
        TypeShape root = root("R", NEEDS_A, get(Visibility.PUBLIC, Placement.DENY));

        assertThat(onlyRoute(verdict(root)).loosest()).isEqualTo(Access.NOBODY);
    }

    @Test
    void ofWhenStageOfProtectedLocatorThenItsScopeHoldsOrNobodyMayCall() {
        TypeShape sub = type("S", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.NOTHING));
        TypeShape root = root("R", needs("b"), locator(Form.STAGE, NEEDS_A));

        Route route = onlyRoute(verdict(sub, root));

        assertThat(route.loosest().admits(Set.of("b"))).isFalse();
        assertThat(route.loosest().admits(Set.of("a"))).isTrue();
        assertThat(route.strictest()).isEqualTo(Access.NOBODY);
    }

    @Test
    void ofWhenLocatorAndSubResourceDemandThenBothScopesAreNeeded() {
        TypeShape sub = type("S", Kind.CLASS, needs("b"), get(Visibility.PUBLIC, Placement.NOTHING));
        TypeShape root = root("R", Placement.NOTHING, locator(Form.OWN, NEEDS_A));

        Route route = onlyRoute(verdict(sub, root));

        assertThat(route.isExact()).isTrue();
        assertThat(route.loosest().admits(Set.of("a"))).isFalse();
        assertThat(route.loosest().admits(Set.of("b"))).isFalse();
        assertThat(route.strictest().admits(Set.of("a", "b"))).isTrue();
    }

    @Test
    void ofWhenProtectedLocatorReturnsObjectThenDeploymentFails() {
        TypeShape sub = type("S", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.NOTHING));

        assertThat(verdict(sub, root("R", Placement.NOTHING, other(), locator(Form.OBJECT, NEEDS_A)))
                        .deployment())
                .isEqualTo(Deployment.FAILS);
    }

    @Test
    void ofWhenRootHasOnlyLocatorsThenDeploymentMayFail() {
        TypeShape sub = type("S", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.NOTHING));

        assertThat(verdict(sub, root("R", Placement.NOTHING, locator(Form.OBJECT, NEEDS_A)))
                        .deployment())
                .isEqualTo(Deployment.MAY_FAIL);
    }

    @Test
    void ofWhenLocatorOfDeclaredClassReturnsObjectThenDeploymentMayFail() {
        TypeShape declared = type("P", Kind.ABSTRACT_CLASS, Placement.NOTHING, locator(Form.OBJECT, NEEDS_A));
        TypeShape sub = type("S", Kind.CLASS, Placement.NOTHING, other(), locator(Form.OWN, Placement.NOTHING))
                .extending(Optional.of("P"), List.of());

        assertThat(verdict(declared, sub, root("R", Placement.NOTHING, other(), locatorTo("P")))
                        .deployment())
                .isEqualTo(Deployment.MAY_FAIL);
    }

    @Test
    void ofWhenInterfacesDenyAndDemandThenDeploymentMayFail() {
        TypeShape denying = type("I", Kind.INTERFACE, Placement.DENY);
        TypeShape demanding = type("J", Kind.INTERFACE, NEEDS_A);
        TypeShape root = root("R", Placement.NOTHING, get(Visibility.PUBLIC, Placement.NOTHING))
                .extending(Optional.empty(), List.of("I", "J"));

        assertThat(verdict(denying, demanding, root).deployment()).isEqualTo(Deployment.MAY_FAIL);
    }

    @Test
    void ofWhenInterfaceMethodsDenyAndPermitThenDeploymentMayFail() {
        TypeShape denying = type("I", Kind.INTERFACE, Placement.NOTHING, abstractGet(Placement.DENY));
        TypeShape permitting = type("J", Kind.INTERFACE, Placement.NOTHING, abstractGet(Placement.PERMIT));
        TypeShape root = root("R", Placement.NOTHING, get(Visibility.PUBLIC, Placement.NOTHING))
                .extending(Optional.empty(), List.of("I", "J"));

        assertThat(verdict(denying, permitting, root).deployment()).isEqualTo(Deployment.MAY_FAIL);
    }

    @Test
    void ofWhenAnnotationHasEffectOnlyBehindInterfaceThenDeploymentSucceeds() {
        TypeShape contract = type(
                "I", Kind.INTERFACE, Placement.NOTHING, abstractGet(NEEDS_A).annotated(false));
        TypeShape sub = type("S", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.NOTHING), other())
                .extending(Optional.empty(), List.of("I"));

        assertThat(verdict(contract, sub, root("R", Placement.NOTHING, locatorTo("I")))
                        .deployment())
                .isEqualTo(Deployment.SUCCEEDS);
    }

    @Test
    void ofWhenAnnotationHasNoEffectInDeclaredClassThenDeploymentMayFail() {
        TypeShape declared = type(
                "P",
                Kind.CLASS,
                Placement.NOTHING,
                get(Visibility.PUBLIC, NEEDS_A).annotated(false),
                other());
        TypeShape sub = type("S", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.NOTHING))
                .extending(Optional.of("P"), List.of());

        assertThat(verdict(declared, sub, root("R", Placement.NOTHING, locatorTo("P")))
                        .deployment())
                .isEqualTo(Deployment.MAY_FAIL);
    }

    @Test
    void ofWhenHiddenClassHasAnnotationWithoutEffectThenItsMethodsMayBeRefused() {
        TypeShape declared = type("P", Kind.CLASS, Placement.NOTHING, other());
        TypeShape sub = type(
                        "S",
                        Kind.CLASS,
                        Placement.NOTHING,
                        get(Visibility.PUBLIC, NEEDS_A).annotated(false))
                .extending(Optional.of("P"), List.of());

        List<Route> routes = verdict(declared, sub, root("R", Placement.NOTHING, locatorTo("P")))
                .routes();

        assertThat(routes).isNotEmpty().allMatch(route -> route.strictest().equals(Access.NOBODY));
    }

    @Test
    void ofWhenDeclaredClassAddsAlternativesToItsLocatorThenDeploymentMayFail() {
        TypeShape declared = type("P", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, NEEDS_A_OR_B));
        TypeShape sub = type("S", Kind.CLASS, Placement.NOTHING, get(Visibility.PUBLIC, Placement.PERMIT))
                .extending(Optional.of("P"), List.of());
        TypeShape root = root("R", Placement.NOTHING, locatorTo("P").says(NEEDS_A));

        assertThat(verdict(declared, sub, root).deployment()).isEqualTo(Deployment.MAY_FAIL);
    }

    @Test
    void shrinkWhenOneMethodMakesItFailThenOnlyThatIsLeft() {
        Shape shape = ShapeGenerator.generate(346, false);
        TypeShape root = shape.roots().get(0);

        Shape smallest = new Shrinker(
                        shapes -> shapes.stream()
                                .filter(s -> s.roots().stream()
                                        .anyMatch(r -> r.method("m0").isPresent()))
                                .collect(Collectors.toSet()),
                        100)
                .shrink(shape);

        assertThat(root.methods()).hasSizeGreaterThan(1);
        assertThat(smallest.seed()).isEqualTo(346);
        assertThat(smallest.types()).hasSize(1);
        assertThat(smallest.roots().get(0).methods()).hasSize(1);
    }

    private static Verdict verdict(TypeShape... types) {
        return Model.of(new Shape(1, ApplicationShape.PLAIN, List.of(types)));
    }

    private static Route onlyRoute(Verdict verdict) {
        assertThat(verdict.routes()).hasSize(1);
        return verdict.routes().get(0);
    }

    private static Placement needs(String scope) {
        return Placement.of(new Demand(List.of(scope), false));
    }

    private static MethodShape get(Visibility visibility, Placement says) {
        return new MethodShape(
                "m0",
                Role.RESOURCE,
                visibility,
                false,
                Body.CONCRETE,
                false,
                true,
                says,
                Returned.STRING,
                false,
                Optional.empty());
    }

    private static MethodShape abstractGet(Placement says) {
        return get(Visibility.PUBLIC, says).implemented(Body.ABSTRACT);
    }

    private static MethodShape other() {
        return new MethodShape(
                "m1",
                Role.RESOURCE,
                Visibility.PUBLIC,
                false,
                Body.CONCRETE,
                false,
                true,
                Placement.NOTHING,
                Returned.STRING,
                false,
                Optional.empty());
    }

    private static MethodShape locatorTo(String declared) {
        return locator(Form.SUPERTYPE, Placement.NOTHING).leading(new Lead("S", Form.SUPERTYPE, declared));
    }

    private static MethodShape locator(Form form, Placement says) {
        return new MethodShape(
                "l0",
                Role.LOCATOR,
                Visibility.PUBLIC,
                false,
                Body.CONCRETE,
                false,
                true,
                says,
                Returned.STRING,
                false,
                Optional.of(new Lead("S", form, "S")));
    }

    private static TypeShape root(String name, Placement says, MethodShape... methods) {
        return type(name, Kind.CLASS, says, Optional.of("r"), methods);
    }

    private static TypeShape type(String name, Kind kind, Placement says, MethodShape... methods) {
        return type(name, kind, says, Optional.empty(), methods);
    }

    private static TypeShape type(
            String name, Kind kind, Placement says, Optional<String> path, MethodShape... methods) {
        return new TypeShape(
                name,
                "a",
                kind,
                true,
                false,
                false,
                Optional.empty(),
                List.of(),
                path,
                Scope.NONE,
                says,
                Optional.empty(),
                List.of(methods));
    }
}
