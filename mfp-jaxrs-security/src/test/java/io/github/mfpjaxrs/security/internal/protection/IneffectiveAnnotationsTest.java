package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations that would be ignored stop the deployment, and the message names their place. */
class IneffectiveAnnotationsTest {

    private final PlacementValidator placements = new PlacementValidator(new ProtectionResolver(RequiredScope.none()));

    @MFPProtected("admin")
    @Retention(RetentionPolicy.RUNTIME)
    @interface AdminOnly {}

    @Path("a")
    @AdminOnly
    public static class MetaAnnotatedClass {

        @GET
        public String get() {
            return "open";
        }
    }

    @Path("a")
    public static class MetaAnnotatedMethod {

        @GET
        @AdminOnly
        public String get() {
            return "open";
        }
    }

    @Path("a")
    public static class PrivateMethod {

        @GET
        public String get() {
            return hidden();
        }

        @MFPProtected("a")
        private String hidden() {
            return "open";
        }
    }

    @Path("a")
    public static class StaticMethod {

        @GET
        public String get() {
            return helper();
        }

        @MFPProtected("a")
        public static String helper() {
            return "open";
        }
    }

    interface WithStatic {

        @MFPProtected("a")
        static String helper() {
            return "open";
        }
    }

    @Path("a")
    public static class StaticMethodOfInterface implements WithStatic {

        @GET
        public String get() {
            return "open";
        }
    }

    @Path("a")
    public static class ProtectedMethod {

        @GET
        public String get() {
            return "open";
        }

        @GET
        @Path("b")
        @MFPProtected("a")
        protected String notCalled() {
            return "open";
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                MetaAnnotatedClass.class,
                MetaAnnotatedMethod.class,
                PrivateMethod.class,
                StaticMethod.class,
                StaticMethodOfInterface.class,
                ProtectedMethod.class
            })
    @Tag("J15")
    void checkWhenAnnotationHasNoEffectThenAnErrorThatNamesThePlace(Class<?> type) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> placements.check(type))
                .withMessageContaining("protects nothing");
    }

    @Test
    @Tag("J15")
    void checkWhenAnnotationHasNoEffectThenTheErrorTellsWhy() {
        for (Class<?> neverCalled : List.of(PrivateMethod.class, StaticMethod.class, StaticMethodOfInterface.class)) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> placements.check(neverCalled))
                    .withMessageContaining("JAX-RS does not call private or static methods");
        }
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> placements.check(ProtectedMethod.class))
                .withMessageContaining("is not public");
    }

    interface OrdersContract {

        @MFPProtected("a")
        String annotatedByImplementation();

        @GET
        String get();
    }

    public abstract static class AbstractOrders {

        @MFPProtected("a")
        public String annotatedBySubclass() {
            return "open";
        }

        @GET
        public String get() {
            return "open";
        }
    }

    @Path("a")
    public static class LocatorsToSupertypes {

        @Path("interface")
        public OrdersContract contract() {
            throw new UnsupportedOperationException();
        }

        @Path("abstract-class")
        public AbstractOrders orders() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    @Tag("J15")
    void checkWhenClassBehindSupertypeMayMakeAnnotationEffectiveThenNone() {
        assertThatCode(() -> placements.check(LocatorsToSupertypes.class)).doesNotThrowAnyException();
    }

    public abstract static class AbstractOrdersWithHelper {

        @GET
        public String get() {
            return helper();
        }

        @MFPProtected("a")
        private String helper() {
            return "open";
        }
    }

    @Path("a")
    public static class LocatorToPrivateMethod {

        @Path("b")
        public AbstractOrdersWithHelper orders() {
            throw new UnsupportedOperationException();
        }
    }

    public abstract static class AbstractOrdersWithFinalMethod {

        @GET
        public String get() {
            return notCalled();
        }

        @MFPProtected("a")
        public final String notCalled() {
            return "open";
        }
    }

    @Path("a")
    public static class LocatorToFinalMethod {

        @Path("b")
        public AbstractOrdersWithFinalMethod orders() {
            throw new UnsupportedOperationException();
        }
    }

    public static class Orders {

        @GET
        public String get() {
            return "open";
        }

        @MFPProtected("a")
        public String notCalled() {
            return "open";
        }
    }

    @Path("a")
    public static class LocatorToConcreteClass {

        @Path("b")
        public Orders orders() {
            return new Orders();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {LocatorToPrivateMethod.class, LocatorToFinalMethod.class, LocatorToConcreteClass.class})
    @Tag("J15")
    void checkWhenNothingBehindSupertypeCanMakeAnnotationEffectiveThenAnError(Class<?> type) {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> placements.check(type))
                .withMessageContaining("protects nothing");
    }

    @DenyAll
    interface PermittingContract {

        @GET
        @PermitAll
        String get();
    }

    @Path("a")
    public static class LocatorToPermittingContract {

        @Path("b")
        public PermittingContract contract() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    @Tag("J22")
    void checkWhenMethodThatRunsIsUnknownThenItMayRepeatPermitAll() {
        assertThatCode(() -> placements.check(LocatorToPermittingContract.class))
                .doesNotThrowAnyException();
    }

    @DenyAll
    public abstract static class PermittingParent implements PermittingContract {

        @Override
        public String get() {
            return "denied";
        }
    }

    @Path("a")
    public static class LocatorToPermittingParent {

        @Path("b")
        public PermittingParent parent() {
            throw new UnsupportedOperationException();
        }
    }

    interface ContradictoryContract {

        @GET
        @MFPProtected("a")
        @DenyAll
        String get();
    }

    @Path("a")
    public static class LocatorToContradictoryContract {

        @Path("b")
        public ContradictoryContract contract() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    @Tag("J23")
    void checkWhenAnAbstractMethodContradictsItselfThenAnError() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> placements.check(LocatorToContradictoryContract.class))
                .withMessageContaining("@DenyAll");
    }

    @Test
    @Tag("J22")
    void checkWhenMethodWithBodyInheritsPermitAllThenAnError() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> placements.check(LocatorToPermittingParent.class))
                .withMessageContaining("@PermitAll");
    }

    public static class Service {

        @MFPProtected("a")
        public String work() {
            return "open";
        }
    }

    @MFPProtected("a")
    public static class AnnotatedService {

        public String work() {
            return "open";
        }
    }

    public static class PlainService {

        public String work() {
            return "open";
        }
    }

    @MFPProtected("a")
    public static class Bound implements ContainerRequestFilter {

        @Override
        public void filter(ContainerRequestContext request) {
            // This filter is name-bound to what the library protects.
        }
    }

    public static class Parent {

        @MFPProtected("a")
        public String get() {
            return "open";
        }
    }

    @Path("a")
    public static class Child extends Parent {

        @Override
        @GET
        public String get() {
            return "secret";
        }
    }

    @Test
    @Tag("J15")
    void requireEffectWhenBeanIsNoResourceThenAnErrorThatNamesIt() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(
                        () -> IneffectiveAnnotations.requireEffect(Set.of(Service.class, Child.class), type -> false))
                .withMessageContaining(Service.class.getName());
    }

    @Test
    @Tag("J15")
    void requireEffectWhenTheClassIsAnnotatedThenAnErrorUnlikeForABeanWithoutAnnotations() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> IneffectiveAnnotations.requireEffect(
                        Set.of(AnnotatedService.class, PlainService.class), type -> false))
                .withMessageContaining(AnnotatedService.class.getName())
                .withMessageNotContaining(PlainService.class.getName());
    }

    @Test
    @Tag("J15")
    void requireEffectWhenAnIntegrationEnforcesTheAnnotationThenNone() {
        assertThatCode(() -> IneffectiveAnnotations.requireEffect(Set.of(Service.class), Service.class::equals))
                .doesNotThrowAnyException();
    }

    @Test
    @Tag("J15")
    void requireEffectWhenClassesAreResourcesOrBoundByNameThenNone() {
        assertThatCode(() -> IneffectiveAnnotations.requireEffect(
                        Set.of(Child.class, Parent.class, Bound.class), type -> false))
                .doesNotThrowAnyException();
    }

    @Path("a")
    public static class LoadedElsewhere {

        @GET
        @MFPProtected("a")
        public String get() {
            return "open";
        }
    }

    /** The class loader of another module. It has its own classes and does not see the library unless it has a copy. */
    private static final class Beside extends DefiningClassLoader {

        Beside(Class<?>... own) {
            super(own);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(MFPProtected.class.getName()) && !defines(name)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }

    @Test
    @Tag("J31")
    void checkWhenLoaderDropsTheAnnotationThenAnError() throws Exception {
        Class<?> type = Class.forName(LoadedElsewhere.class.getName(), false, new Beside(LoadedElsewhere.class));

        assertThat(type.getMethod("get").getAnnotations()).hasSize(1);
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> placements.check(type))
                .withMessageContaining("Java drops the annotation");
    }

    @Test
    @Tag("J31")
    void checkWhenLoaderSeesAnotherCopyThenAnError() throws Exception {
        Class<?> type = Class.forName(
                LoadedElsewhere.class.getName(), false, new Beside(LoadedElsewhere.class, MFPProtected.class));

        assertThat(type.getMethod("get").getAnnotations()).hasSize(2);
        assertThat(IneffectiveAnnotations.isOfAnotherCopy(type)).isTrue();
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> placements.check(type))
                .withMessageContaining("another copy");
    }

    @Path("a")
    public static class OpenLoadedElsewhere {

        @GET
        public String get() {
            return "open";
        }
    }

    @Test
    @Tag("J31")
    void checkWhenLoaderDoesNotSeeTheLibraryAndNothingIsAnnotatedThenNone() throws Exception {
        Class<?> type =
                Class.forName(OpenLoadedElsewhere.class.getName(), false, new Beside(OpenLoadedElsewhere.class));

        assertThatCode(() -> placements.check(type)).doesNotThrowAnyException();
    }

    @Test
    @Tag("J31")
    void checkWhenLoaderSeesTheAnnotationThenNone() {
        assertThat(IneffectiveAnnotations.isOfAnotherCopy(LoadedElsewhere.class))
                .isFalse();
        assertThatCode(() -> placements.check(LoadedElsewhere.class)).doesNotThrowAnyException();
    }
}
