package io.github.mfpjaxrs.security.internal.jaxrs;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.internal.oauth.ConfigurationException;
import jakarta.ws.rs.core.Application;
import org.junit.jupiter.api.Test;

class FeatureDiscoveryTest {

    private static final ClassLoader NEITHER = ClassLoader.getPlatformClassLoader();

    @Test
    void requireWhenApiIsOf31ThenSafe() {
        assertThatCode(() -> FeatureDiscovery.require(Application.class.getClassLoader(), NEITHER))
                .doesNotThrowAnyException();
    }

    @Test
    void requireWhenApiIsOlderAndCheckIsMissingThenRefused() {
        assertThatThrownBy(() -> FeatureDiscovery.require(NEITHER, FeatureDiscovery.class.getClassLoader()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("mfp-jaxrs-security-rest30");
    }
}
