package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MobileFirstExtensionTest {

    @RegisterExtension
    static final MobileFirstExtension SHARED =
            new MobileFirstExtension(MobileFirstServer.builder().basePath("/custom"));

    @Test
    void serverWhenHeldInStaticFieldThenHasItsSettings(MobileFirstServer server) {
        assertThat(server).isSameAs(SHARED.server());
        assertThat(server.url().getPath()).isEqualTo("/custom");
    }

    @Test
    void serverWhenNoTestRunsThenThrows() {
        assertThatIllegalStateException().isThrownBy(() -> new MobileFirstExtension().server());
    }

    @Nested
    class InstanceField {

        @RegisterExtension
        final MobileFirstExtension own = new MobileFirstExtension();

        @Test
        void serverWhenHeldInInstanceFieldThenRunsForTheTest() throws Exception {
            assertThat(own.server()).isNotSameAs(SHARED.server());
            assertThat(new ResourceServer(own.server()).requestToken().statusCode())
                    .isEqualTo(200);
        }
    }
}
