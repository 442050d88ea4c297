package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S1")
class ApplicationPathsTest {

    @ApplicationScoped
    @ApplicationPath("/api/*")
    public static class Api extends Application {}

    @ApplicationPath("/")
    public static class Root extends Application {}

    public static class Undeclared extends Application {}

    @Test
    void declaredWhenPathHasSlashesAndAWildcardThenWithoutThem() {
        assertThat(ApplicationPaths.declared(Api.class)).isEqualTo("/api");
    }

    @ParameterizedTest
    @ValueSource(classes = {Root.class, Undeclared.class})
    void declaredWhenThereIsNoPathThenEmpty(Class<?> application) {
        assertThat(ApplicationPaths.declared(application)).isEmpty();
    }

    @Test
    void declaredWhenTheRuntimeReportsAProxyThenThePathOfItsApplication() {
        try (SeContainer container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(Api.class)
                .initialize()) {
            Application proxy = container.select(Api.class).get();

            assertThat(proxy.getClass()).isNotEqualTo(Api.class);
            assertThat(ApplicationPaths.declared(proxy.getClass())).isEqualTo("/api");
            assertThat(ApplicationPaths.declared(proxy)).isEqualTo("/api");
        }
    }
}
