package io.github.mfpjaxrs.security.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Granted;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TestTokens;
import io.github.mfpjaxrs.security.internal.fakes.FakeClock;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class TokenPolicyTest {

    private static final RequiredScope DEMAND = RequiredScope.allOf("a b");
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final Refusals challenges = new Refusals(Optional.empty());
    private final FakeClock clock = new FakeClock();

    @Test
    void decideWhenEveryRuleIsMetThenGrantedWithTheToken() {
        AccessToken token = good().build();

        assertThat(decide(token)).isEqualTo(new Granted(token));
    }

    @Test
    @Tag("I7")
    void decideWhenExpiryIsJustInsideTheSkewThenGrantedElseInvalid() {
        Instant limit = clock.instant().minus(SKEW);

        assertGranted(good().expiresAt(limit.plus(MILLISECOND)));
        assertInvalid(good().expiresAt(limit));
        assertInvalid(good().expiresAt(limit.minus(MILLISECOND)));
    }

    @Test
    @Tag("I7")
    void decideWhenNotBeforeIsJustInsideTheSkewThenGrantedElseInvalid() {
        Instant limit = clock.instant().plus(SKEW);

        assertGranted(good().notBefore(limit));
        assertInvalid(good().notBefore(limit.plus(MILLISECOND)));
    }

    @Test
    @Tag("I7")
    void decideWhenNoSkewIsAllowedThenExpiryItselfIsTooLate() {
        TokenPolicy strict = rules("mfp.token.clock-skew", "PT0S");

        assertThat(strict.decide(good().expiresAt(clock.instant()).build(), DEMAND))
                .isEqualTo(challenges.invalidToken());
        assertThat(strict.decide(
                        good().expiresAt(clock.instant().plus(MILLISECOND)).build(), DEMAND))
                .isInstanceOf(Granted.class);
        assertThat(strict.decide(good().notBefore(clock.instant()).build(), DEMAND))
                .isInstanceOf(Granted.class);
    }

    @Test
    @Tag("I8")
    void decideWhenTimesAreAtTheEndsOfInstantThenNoOverflow() {
        assertGranted(good().expiresAt(Instant.MAX));
        assertInvalid(good().expiresAt(Instant.MIN));
        assertInvalid(good().notBefore(Instant.MAX));
        assertGranted(good().notBefore(Instant.MIN));
    }

    @ParameterizedTest
    @Tag("I9")
    @ValueSource(strings = {"a", "b", "a bc", "A B", "a,b"})
    void decideWhenScopeIsNotWholeThenInsufficient(String scope) {
        AccessToken token = TestTokens.withScope(scope.split(" ")).build();

        assertThat(decide(token)).isEqualTo(challenges.insufficientScope(DEMAND));
    }

    @Test
    @Tag("I10")
    void decideWhenTokenHasNoScopeThenInsufficient() {
        assertThat(decide(TestTokens.withScope().build())).isEqualTo(challenges.insufficientScope(DEMAND));
    }

    @ParameterizedTest
    @Tag("I13")
    @EnumSource(names = {"LOST", "STOLEN", "DISABLED"})
    void decideWhenDeviceIsBlockedThenForbidden(DeviceStatus status) {
        assertThat(decide(good().device("d", status).build())).isEqualTo(challenges.deviceBlocked(DEMAND));
    }

    @ParameterizedTest
    @Tag("I13")
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"LOST", "STOLEN", "DISABLED"})
    void decideWhenDeviceIsNotBlockedThenGranted(DeviceStatus status) {
        assertGranted(good().device("d", status));
    }

    @Test
    @Tag("I13")
    void decideWhenStatusesAreConfiguredThenThoseAlone() {
        TokenPolicy expiredOnly = rules("mfp.token.deny-device-status", "EXPIRED");
        TokenPolicy none = rules("mfp.token.deny-device-status", "none");
        AccessToken expired = good().device("d", DeviceStatus.EXPIRED).build();
        AccessToken stolen = good().device("d", DeviceStatus.STOLEN).build();

        assertThat(expiredOnly.decide(expired, DEMAND)).isEqualTo(challenges.deviceBlocked(DEMAND));
        assertThat(expiredOnly.decide(stolen, DEMAND)).isInstanceOf(Granted.class);
        assertThat(none.decide(stolen, DEMAND)).isInstanceOf(Granted.class);
    }

    @Test
    @Tag("A1")
    void decideWhenAudienceIsRequiredThenOneOfItMustMatchWhole() {
        TokenPolicy rules = rules("mfp.token.required-audience", "https://api.example.com,second");

        assertThat(decide(rules, good().audience("https://api.example.com"))).isInstanceOf(Granted.class);
        assertThat(decide(rules, good().audience("other", "second"))).isInstanceOf(Granted.class);
        for (TestTokens wrong : List.of(
                good(),
                good().audience("other"),
                good().audience("https://api.example.com/"),
                good().audience("https://api.example.co"),
                good().audience("SECOND"))) {
            assertThat(decide(rules, wrong)).isEqualTo(challenges.invalidToken());
        }
    }

    @Test
    @Tag("A2")
    void decideWhenIssuerIsRequiredThenItMustMatchWhole() {
        TokenPolicy rules = rules("mfp.token.required-issuer", "https://as.example.com");

        assertThat(decide(rules, good().issuer("https://as.example.com"))).isInstanceOf(Granted.class);
        for (TestTokens wrong :
                List.of(good(), good().issuer("https://as.example.com/"), good().issuer("https://as"))) {
            assertThat(decide(rules, wrong)).isEqualTo(challenges.invalidToken());
        }
    }

    @Test
    void decideWhenNeitherAudienceNorIssuerIsRequiredThenAnyWillDo() {
        assertGranted(good().audience("somebody else").issuer("anybody"));
    }

    @Test
    @Tag("A3")
    void decideWhenTokenIsBoundToAKeyThenInvalid() {
        assertInvalid(good().claim("cnf", Map.of("jkt", "thumbprint")));
        assertInvalid(good().claim("cnf", ""));
    }

    @ParameterizedTest
    @Tag("A4")
    @CsvSource({
        "token_type, DPoP",
        "token_type, N_A",
        "token_type, refresh_token",
        "token_type, mac",
        "token_type, 'Bearer '",
        "token_type, ''",
        "typ, Refresh",
        "typ, Offline",
        "typ, ID",
        "typ, DPoP",
        "typ, JWT",
        "token_use, refresh_token",
        "token_use, id"
    })
    void decideWhenTheServerSaysThatItIsNoBearerAccessTokenThenInvalid(String member, String value) {
        assertInvalid(good().claim(member, value));
        assertInvalid(good().claim("token_type", "Bearer").claim(member, value));
    }

    @Test
    @Tag("A4")
    void decideWhenTheTypeIsNotTextThenInvalid() {
        assertInvalid(good().claim("token_type", List.of("Bearer")));
    }

    @ParameterizedTest
    @Tag("A4")
    @CsvSource({
        "token_type, Bearer",
        "token_type, bearer",
        "token_type, BEARER",
        "typ, Bearer",
        "typ, at+jwt",
        "typ, application/at+jwt",
        "token_use, access_token",
        "token_use, access"
    })
    void decideWhenTheServerSaysThatItIsABearerAccessTokenThenGranted(String member, String value) {
        assertGranted(good().claim(member, value));
    }

    @Test
    @Tag("K1")
    void decideWhenSeveralRulesAreBrokenThenTheTokensOwnComeFirst() {
        TestTokens stolenAndExpired = TestTokens.withScope()
                .device("d", DeviceStatus.STOLEN)
                .expiresAt(clock.instant().minus(Duration.ofHours(1)));
        TestTokens stolenWithoutScope = TestTokens.withScope().device("d", DeviceStatus.STOLEN);

        assertInvalid(stolenAndExpired);
        assertThat(decide(stolenWithoutScope.build())).isEqualTo(challenges.deviceBlocked(DEMAND));
    }

    private static TestTokens good() {
        return TestTokens.withScope("a", "b");
    }

    private TokenPolicy rules(String... keysAndValues) {
        return new TokenPolicy(TestSettings.with(keysAndValues).rules(), challenges, clock);
    }

    private AccessDecision decide(AccessToken token) {
        return rules().decide(token, DEMAND);
    }

    private static AccessDecision decide(TokenPolicy rules, TestTokens token) {
        return rules.decide(token.build(), DEMAND);
    }

    private void assertGranted(TestTokens token) {
        assertThat(decide(token.build())).isInstanceOf(Granted.class);
    }

    private void assertInvalid(TestTokens token) {
        assertThat(decide(token.build())).isEqualTo(challenges.invalidToken());
    }
}
