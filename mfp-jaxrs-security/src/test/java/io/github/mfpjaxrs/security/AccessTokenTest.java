package io.github.mfpjaxrs.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AccessTokenTest {

    @Test
    @Tag("K7")
    void collectionsWhenChangedThenRefused() {
        AccessToken token =
                TestTokens.withScope("a").audience("api").claim("k", "v").build();

        assertUnmodifiable(() -> token.scopes().add("b"));
        assertUnmodifiable(() -> token.audience().add("b"));
        assertUnmodifiable(() -> token.claims().put("k", "w"));
        assertUnmodifiable(() -> token.securityChecks().put("k", Map.of()));
    }

    @Test
    @Tag("K7")
    void userAttributesWhenSourceChangesThenCopyStays() {
        Map<String, Object> source = new HashMap<>(Map.of("k", "v"));
        MFPUser user = new MFPUser("john", Optional.empty(), Optional.empty(), Optional.empty(), source);

        source.put("k", "changed");

        assertThat(user.attributes()).containsEntry("k", "v");
        assertUnmodifiable(() -> user.attributes().put("k", "w"));
    }

    @Test
    @Tag("L1")
    void toStringWhenTokenHasClaimsThenNamesClientAndExpiryAlone() {
        AccessToken token = TestTokens.withScope("a")
                .client("app")
                .user("john")
                .expiresAt(Instant.EPOCH)
                .claim("private", "data")
                .build();

        assertThat(token).hasToString("AccessToken[clientId=app, expiresAt=1970-01-01T00:00:00Z]");
        assertThat(TestTokens.active()).hasToString("AccessToken[clientId=-, expiresAt=-]");
    }

    @Test
    void isGrantedWhenRefusalIsAbsentThenTrue() {
        assertThat(decided(Optional.empty()).isGranted()).isTrue();
        assertThat(decided(Optional.of(AccessDecision.Reason.INVALID_TOKEN)).isGranted())
                .isFalse();
    }

    private static AccessDecided decided(Optional<AccessDecision.Reason> refusal) {
        return new AccessDecided(
                refusal,
                RequiredScope.none(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Duration.ZERO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void assertUnmodifiable(ThrowingCallable change) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change);
    }
}
