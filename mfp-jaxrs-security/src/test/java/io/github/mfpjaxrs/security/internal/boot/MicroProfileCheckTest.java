package io.github.mfpjaxrs.security.internal.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("G2")
class MicroProfileCheckTest {

    private static final String CONFIG = "org.eclipse.microprofile.config.";
    private static final String REST_CLIENT = "org.eclipse.microprofile.rest.client.";
    private static final String JERSEY = "org.glassfish.jersey.server.ResourceConfig";

    @Test
    void missingWhenBothApisAreThereThenNothing() {
        assertThat(MicroProfileCheck.missing(MicroProfileCheck.class.getClassLoader()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        CONFIG + ", MicroProfile Config cannot be found",
        REST_CLIENT + ", MicroProfile REST Client cannot be found"
    })
    void missingWhenOneApiIsNotThereThenItIsNamedWithWhatToAddToThisRuntime(String hidden, String message) {
        assertThat(MicroProfileCheck.missing(new Without(Set.of(hidden))))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith(message)
                        .contains("org.glassfish.jersey.ext.microprofile:jersey-mp-rest-client"));
    }

    @Test
    void missingWhenNeitherApiIsThereThenOneMessageNamesBoth() {
        assertThat(MicroProfileCheck.missing(new Without(Set.of(CONFIG, REST_CLIENT))))
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("MicroProfile Config and MicroProfile REST Client cannot be found"));
    }

    @Test
    void missingWhenTheRuntimeIsUnknownThenTheDocumentationIsNamed() {
        assertThat(MicroProfileCheck.missing(new Without(Set.of(REST_CLIENT, JERSEY))))
                .hasValueSatisfying(text -> assertThat(text).contains("docs/reference/runtimes.md"));
    }

    /** Hides classes whose names begin with the given prefixes. */
    private static final class Without extends ClassLoader {

        private final Set<String> hidden;

        Without(Set<String> hidden) {
            super(MicroProfileCheck.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (hidden.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
