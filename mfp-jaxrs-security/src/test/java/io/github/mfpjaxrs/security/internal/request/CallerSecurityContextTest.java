package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.TestTokens;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class CallerSecurityContextTest {

    private final AtomicBoolean request = new AtomicBoolean(true);
    private final CallerSecurityContext caller = CallerSecurityContext.of(TestTokens.active(), request::get);

    @Test
    void isSecureWhenAskedThenWhatTheRequestIs() {
        assertThat(caller.isSecure()).isTrue();
        request.set(false);
        assertThat(caller.isSecure()).isFalse();
    }

    @Test
    void captureWhenRequestIsGoneThenStillKnowsWhatItWas() {
        MFPSecurityContext captured = caller.capture();
        request.set(false);

        assertThat(captured.isSecure()).isTrue();
        assertThat(captured.capture().isSecure()).isTrue();
        assertThat(captured.getAccessToken()).isEqualTo(caller.getAccessToken());
    }

    @Test
    void anonymousWhenAskedThenNobodyAndNotSecure() {
        CallerSecurityContext nobody = CallerSecurityContext.anonymous();

        assertThat(nobody.getAccessToken()).isEmpty();
        assertThat(nobody.isSecure()).isFalse();
        assertThat(nobody.getAuthenticationScheme()).isNull();
        assertThat(nobody.getUserPrincipal()).isNull();
        assertThat(nobody.isUserInRole("a")).isFalse();
    }
}
