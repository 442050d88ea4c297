package io.github.mfpjaxrs.security.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.mfpjaxrs.security.internal.fakes.FakeAuthorizationServer;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StandardIntrospectorTest {

    private static final String HINT = "try mfp.introspection.authentication=form";

    private final FakeAuthorizationServer server = new FakeAuthorizationServer();

    @Test
    @Tag("G9")
    void introspectWhenBasicIsRefusedThenFormIsHintedAt() {
        server.answers(FakeAuthorizationServer.status(401));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector("basic").introspect("token"))
                .withMessageContaining("mfp.client-secret")
                .withMessageContaining(HINT)
                .satisfies(trouble ->
                        assertThat(trouble.kind()).isEqualTo(AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED))
                .satisfies(trouble -> assertThat(trouble).hasMessageNotContaining(TestSettings.SECRET));
    }

    @Test
    void introspectWhenFormIsRefusedThenItIsNotHintedAt() {
        server.answers(FakeAuthorizationServer.status(401));

        assertThatExceptionOfType(AuthorizationServerFailure.class)
                .isThrownBy(() -> introspector("form").introspect("token"))
                .satisfies(trouble -> assertThat(trouble).hasMessageNotContaining(HINT));
    }

    private TokenIntrospector introspector(String authentication) {
        return IntrospectorFactory.create(
                TestSettings.with("mfp.introspection.authentication", authentication),
                server,
                new KnownEndpoints(Duration.ofSeconds(20)),
                new FakeTicker(),
                new FakeClock());
    }
}
