package io.github.mfpjaxrs.security.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ApplicationConfigurationTest {

    private static final ClassLoader OWN = ApplicationConfiguration.class.getClassLoader();

    private final ClassLoader before = Thread.currentThread().getContextClassLoader();

    @AfterEach
    void restore() {
        use(before);
    }

    @Test
    void loaderWhenContextKnowsUsThenIsTheContexts() {
        ClassLoader ofWar = new URLClassLoader(new URL[0], OWN);
        use(ofWar);

        assertThat(ApplicationConfiguration.loader()).isSameAs(ofWar);
    }

    @Test
    void loaderWhenContextDoesNotKnowUsThenIsOurOwn() {
        use(ClassLoader.getPlatformClassLoader());

        assertThat(ApplicationConfiguration.loader()).isSameAs(OWN);
    }

    @Test
    void loaderWhenContextHasAnotherCopyThenIsOurOwn() {
        URL ours = ApplicationConfiguration.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation();
        use(new URLClassLoader(new URL[] {ours}, ClassLoader.getPlatformClassLoader()));

        assertThat(ApplicationConfiguration.loader()).isSameAs(OWN);
    }

    @Test
    void loaderWhenThereIsNoContextThenIsOurOwn() {
        use(null);

        assertThat(ApplicationConfiguration.loader()).isSameAs(OWN);
    }

    @Test
    void differencesWhenValuesDifferOrAreMissingThenKeysAreNamed() {
        Config one = config(Map.of("mfp.default-scope", "a", "mfp.realm", "x", "mfp.client-id", "same"));
        Config other = config(Map.of("mfp.default-scope", "b", "mfp.client-id", "same"));

        assertThat(ApplicationConfiguration.differences(one, other)).containsExactly("mfp.default-scope", "mfp.realm");
        assertThat(ApplicationConfiguration.differences(other, one)).containsExactly("mfp.default-scope", "mfp.realm");
    }

    @Test
    void differencesWhenRestClientKeysDifferThenNamed() {
        String key = "mfp-authorization-server/mp-rest/trustStore";

        assertThat(ApplicationConfiguration.differences(config(Map.of(key, "a")), config(Map.of())))
                .containsExactly(key);
    }

    @Test
    void differencesWhenOnlyOthersKeysDifferThenNone() {
        assertThat(ApplicationConfiguration.differences(config(Map.of("app.name", "a")), config(Map.of())))
                .isEmpty();
    }

    @Test
    void differencesWhenExpressionIsUndefinedThenDiffersFromAValue() {
        Config one = config(Map.of("mfp.client-secret", "${not.defined.anywhere}"));
        Config other = config(Map.of("mfp.client-secret", "secret"));

        assertThat(ApplicationConfiguration.differences(one, other)).containsExactly("mfp.client-secret");
    }

    private static void use(ClassLoader context) {
        Thread.currentThread().setContextClassLoader(context);
    }

    private static Config config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build();
    }
}
