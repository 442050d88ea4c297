package io.github.mfpjaxrs.security.internal.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import jakarta.ws.rs.Path;
import java.net.URL;
import java.net.URLClassLoader;
import org.apache.cxf.jaxrs.PretendedContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SupportedRuntimeTest {

    @Test
    void requireWhenRuntimeIsOfJakartaRest31ThenNothing() {
        assertThatCode(() -> SupportedRuntime.require(Path.class.getClassLoader()))
                .doesNotThrowAnyException();
    }

    @Test
    void requireWhenRuntimeIsOlderThenRefused() throws Exception {
        try (URLClassLoader older = new URLClassLoader(new URL[0], ClassLoader.getPlatformClassLoader())) {
            assertThatExceptionOfType(ConfigurationException.class)
                    .isThrownBy(() -> SupportedRuntime.require(older))
                    .withMessageContaining("older than Jakarta REST 3.1");
        }
    }

    @Test
    @Tag("J26")
    @Tag("J27")
    void requireOtherThanCxfWhenRuntimeIsCxfThenRefusedByName() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> SupportedRuntime.requireOtherThanCxf(new PretendedContext()))
                .withMessageContaining("Apache CXF");
    }
}
