package io.github.mfpjaxrs.security.rest30;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingApplicationCheckTest {

    static class ListingClasses extends Application {

        @Override
        public Set<Class<?>> getClasses() {
            return Set.of();
        }
    }

    static class ListingSingletons extends Application {

        @Override
        @SuppressWarnings("deprecation") // applications have it all the same
        public Set<Object> getSingletons() {
            return Set.of();
        }
    }

    static class Configuring extends Application {

        @Override
        public Map<String, Object> getProperties() {
            return Map.of();
        }
    }

    static class Inheriting extends ListingClasses {}

    abstract static class NeverDeployed extends ListingClasses {}

    @ParameterizedTest
    @ValueSource(classes = {ListingClasses.class, ListingSingletons.class, Inheriting.class, Configuring.class})
    void refuseListingWhenApplicationListsThenItIsNamed(Class<?> application) {
        assertThatThrownBy(() -> ListingApplicationCheck.refuseListing(Set.of(NeverDeployed.class, application)))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("[" + application.getName() + "]");
    }

    @Test
    void refuseListingWhenNoneCanBeDeployedThenNothingIsRefused() {
        assertThatCode(() -> ListingApplicationCheck.refuseListing(Set.of(NeverDeployed.class)))
                .doesNotThrowAnyException();
    }

    @Test
    void findsFeaturesWhenApiIsOf31ThenTrue() {
        assertThat(ListingApplicationCheck.findsFeatures(Application.class.getClassLoader()))
                .isTrue();
    }

    @Test
    void findsFeaturesWhenApiIsOlderThenFalse() {
        assertThat(ListingApplicationCheck.findsFeatures(ClassLoader.getPlatformClassLoader()))
                .isFalse();
    }
}
