package io.github.mfpjaxrs.security.internal.protection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.concurrent.Callable;
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

    public static class Plain {}

    public abstract static class AbstractPlain {}

    public interface PlainContract {}

    @Test
    void hasResourceMethodsWhenOnlyStaticMethodsAreAnnotatedThenFalse() {
        assertThat(ResourceMethods.hasResourceMethods(OnlyStatic.class)).isFalse();
        assertThat(ResourceMethods.hasResourceMethods(Resource.class)).isTrue();
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
