package io.github.mfpjaxrs.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    void builderWhenNothingIsSetThenEveryComponentIsAbsent() {
        AccessToken token = AccessToken.builder().build();

        assertThat(token)
                .isEqualTo(new AccessToken(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        "default"));
    }

    @Test
    void builderWhenEverythingIsSetThenEachValueIsInItsComponent() {
        MFPApplication application = new MFPApplication("com.sample.app", Optional.empty(), Optional.empty());
        MFPDevice device = new MFPDevice(
                Optional.of("phone"), Optional.empty(), Optional.empty(), DeviceStatus.ACTIVE, Optional.empty());
        MFPUser user = new MFPUser("john", Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

        AccessToken token = AccessToken.builder()
                .clientId("app")
                .userName("John")
                .scope("a b")
                .expiresAt(Instant.ofEpochSecond(3))
                .issuedAt(Instant.ofEpochSecond(1))
                .notBefore(Instant.ofEpochSecond(2))
                .subject("john")
                .issuer("https://issuer.example")
                .audience(List.of("accounts"))
                .application(application)
                .device(device)
                .user(user)
                .securityCheck("pin", Map.of("level", "2"))
                .claim("tenant", "north")
                .authorizationServer("keycloak")
                .build();

        assertThat(token)
                .isEqualTo(new AccessToken(
                        Optional.of("app"),
                        Optional.of("John"),
                        Set.of("a", "b"),
                        Optional.of(Instant.ofEpochSecond(3)),
                        Optional.of(Instant.ofEpochSecond(1)),
                        Optional.of(Instant.ofEpochSecond(2)),
                        Optional.of("john"),
                        Optional.of("https://issuer.example"),
                        List.of("accounts"),
                        Optional.of(application),
                        Optional.of(device),
                        Optional.of(user),
                        Map.of("pin", Map.of("level", "2")),
                        Map.of("tenant", "north"),
                        "keycloak"));
    }

    @Test
    void builderWhenScopeIsCalledAgainThenItsElementsAreAdded() {
        AccessToken token =
                AccessToken.builder().scope(" a  b ").scope("").scope("b c").build();

        assertThat(token.scopes()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    @Tag("K7")
    void builderWhenUsedAfterBuildThenEarlierTokenIsUnchanged() {
        AccessToken.Builder builder = AccessToken.builder().scope("a").claim("k", "v");
        AccessToken token = builder.build();

        builder.scope("b").claim("k", "w").securityCheck("pin", Map.of());

        assertThat(token.scopes()).containsExactly("a");
        assertThat(token.claims()).isEqualTo(Map.of("k", "v"));
        assertThat(token.securityChecks()).isEmpty();
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
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void assertUnmodifiable(ThrowingCallable change) {
        assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(change);
    }
}
