package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceMethodsTest {

    public static class Resource {

        @GET
        public String get() {
            return "resource";
        }
    }

    public static class OnlyStatic {

        @GET
        public static String get() {
            return "never called";
        }

        @Path("a")
        public static Resource locator() {
            return new Resource();
        }
    }

    public static class Locators<T extends Resource> {

        @Path("exact")
        public Resource exact() {
            return new Resource();
        }

        @Path("class")
        public Class<Resource> type() {
            return Resource.class;
        }

        @Path("bounded")
        public CompletionStage<? extends Resource> bounded() {
            throw new UnsupportedOperationException();
        }

        @Path("variable")
        public CompletionStage<T> variable() {
            throw new UnsupportedOperationException();
        }
    }

    public static class UnknownLocators {

        @Path("class")
        @SuppressWarnings("rawtypes")
        public Class type() {
            return Resource.class;
        }

        @Path("unbounded")
        public CompletionStage<?> unbounded() {
            throw new UnsupportedOperationException();
        }
    }

    public static class Plain {}

    public abstract static class AbstractPlain {}

    public interface PlainContract {}

    @Test
    void hasResourceMethodsWhenOnlyStaticMethodsAreAnnotatedThenFalse() {
        assertThat(ResourceMethods.hasResourceMethods(OnlyStatic.class)).isFalse();
        assertThat(ResourceMethods.hasResourceMethods(Resource.class)).isTrue();
    }

    @Test
    @Tag("J12")
    void subResourceWhenDeclarationNamesAClassThenThatClass() {
        assertThat(ResourceMethods.locators(Locators.class))
                .hasSize(4)
                .allSatisfy(locator ->
                        assertThat(ResourceMethods.declaredSubResource(locator)).contains(Resource.class));
    }

    @Test
    @Tag("J12")
    void subResourceWhenDeclarationNamesNoClassThenEmpty() {
        assertThat(ResourceMethods.locators(UnknownLocators.class))
                .hasSize(2)
                .allSatisfy(locator ->
                        assertThat(ResourceMethods.declaredSubResource(locator)).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(classes = {Object.class, Plain.class, Callable.class, List.class, Number.class})
    void isVagueWhenClassSaysNothingOfTheSubResourceThenTrue(Class<?> declared) {
        assertThat(ResourceMethods.isVague(declared)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(classes = {Resource.class, AbstractPlain.class, PlainContract.class})
    void isVagueWhenClassIsAResourceOrTheSupertypeOfOneThenFalse(Class<?> declared) {
        assertThat(ResourceMethods.isVague(declared)).isFalse();
    }
}
