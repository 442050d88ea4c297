package io.github.mfpjaxrs.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MFPSecurityContextTest {

    @Test
    void ofWhenTokenHasUserAndScopeThenBothAreKnown() {
        AccessToken token =
                AccessToken.builder().userName("john").scope("read write").build();

        MFPSecurityContext caller = MFPSecurityContext.of(token);

        assertThat(caller.getAccessToken()).contains(token);
        assertThat(caller.getUserPrincipal().getName()).isEqualTo("john");
        assertThat(caller.isUserInRole("read")).isTrue();
        assertThat(caller.isUserInRole("READ")).isFalse();
        assertThat(caller.isUserInRole("read write")).isFalse();
        assertThat(caller.getAuthenticationScheme()).isEqualTo("Bearer");
        assertThat(caller.isSecure()).isFalse();
    }

    @Test
    void ofWhenTokenHasNoUserThenPrincipalIsNull() {
        MFPSecurityContext caller =
                MFPSecurityContext.of(AccessToken.builder().scope("read").build());

        assertThat(caller.getUserPrincipal()).isNull();
    }

    @Test
    void anonymousWhenAskedThenNeitherTokenNorUserNorScope() {
        MFPSecurityContext caller = MFPSecurityContext.anonymous();

        assertThat(caller.getAccessToken()).isEqualTo(Optional.empty());
        assertThat(caller.getUserPrincipal()).isNull();
        assertThat(caller.isUserInRole("read")).isFalse();
        assertThat(caller.getAuthenticationScheme()).isNull();
    }

    @Test
    void captureWhenMadeFromATokenThenTheSameCaller() {
        MFPSecurityContext caller =
                MFPSecurityContext.of(AccessToken.builder().userName("john").build());

        MFPSecurityContext captured = caller.capture();

        assertThat(captured).isEqualTo(caller);
    }
}
