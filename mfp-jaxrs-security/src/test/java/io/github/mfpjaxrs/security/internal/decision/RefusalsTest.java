package io.github.mfpjaxrs.security.internal.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.RequiredScope;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks the bytes that MobileFirst's SDK reads. */
@Tag("C1")
class RefusalsTest {

    private static final RequiredScope SCOPE = RequiredScope.allOf("accessRestricted send");

    private final Refusals plain = new Refusals(Optional.empty());
    private final Refusals named = new Refusals(Optional.of("my api"));

    @Test
    void missingTokenWhenNoRealmThenSchemeAlone() {
        assertThat(plain.missingToken()).isEqualTo(challenge(Reason.MISSING_TOKEN, 401, "Bearer"));
        assertThat(named.missingToken()).isEqualTo(challenge(Reason.MISSING_TOKEN, 401, "Bearer realm=\"my api\""));
    }

    @Test
    void invalidTokenWhenMadeThenExactBytes() {
        assertThat(plain.invalidToken())
                .isEqualTo(challenge(Reason.INVALID_TOKEN, 401, "Bearer error=\"invalid_token\""));
        assertThat(named.invalidToken())
                .isEqualTo(challenge(Reason.INVALID_TOKEN, 401, "Bearer realm=\"my api\", error=\"invalid_token\""));
    }

    @Test
    void invalidRequestWhenMadeThenExactBytes() {
        assertThat(plain.invalidRequest())
                .isEqualTo(challenge(Reason.INVALID_REQUEST, 400, "Bearer error=\"invalid_request\""));
    }

    @Test
    void insufficientScopeWhenMadeThenExactBytes() {
        assertThat(plain.insufficientScope(SCOPE))
                .isEqualTo(challenge(
                        Reason.INSUFFICIENT_SCOPE,
                        403,
                        "Bearer error=\"insufficient_scope\", scope=\"accessRestricted send\""));
        assertThat(named.insufficientScope(SCOPE))
                .isEqualTo(challenge(
                        Reason.INSUFFICIENT_SCOPE,
                        403,
                        "Bearer realm=\"my api\", error=\"insufficient_scope\", scope=\"accessRestricted send\""));
    }

    @Test
    @Tag("C6")
    void insufficientScopeWhenAnyElementWillDoThenOnlyTheFirstIsNamed() {
        RequiredScope any = RequiredScope.anyOf("first second third");

        assertThat(plain.insufficientScope(any))
                .isEqualTo(challenge(
                        Reason.INSUFFICIENT_SCOPE, 403, "Bearer error=\"insufficient_scope\", scope=\"first\""));
        assertThat(plain.deviceBlocked(any).headers())
                .containsEntry("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"first\"");
        assertThat(plain.insufficientScope(RequiredScope.anyOf("")).headers()).isEmpty();
    }

    @Test
    @Tag("I13")
    void deviceBlockedWhenMadeThenExactBytes() {
        assertThat(plain.deviceBlocked(SCOPE))
                .isEqualTo(challenge(
                        Reason.DEVICE_BLOCKED,
                        403,
                        "Bearer error=\"insufficient_scope\", scope=\"accessRestricted send\""));
    }

    @Test
    void deviceBlockedWhenNoScopeIsRequiredThenNoChallenge() {
        assertThat(plain.deviceBlocked(RequiredScope.none()))
                .isEqualTo(new Refused(Reason.DEVICE_BLOCKED, 403, Map.of()));
    }

    @Test
    @Tag("M1")
    void conflictWhenMadeThenItsFieldAlone() {
        assertThat(plain.conflict("retry"))
                .isEqualTo(new Refused(Reason.CONFLICT, 409, Map.of("MFP-Conflict", "retry")));
    }

    @ParameterizedTest
    @Tag("M3")
    @CsvSource({"PT0S,1", "PT-5S,1", "PT0.001S,1", "PT1S,1", "PT1.001S,2", "PT1.999S,2", "PT2S,2", "PT60S,60"})
    void unavailableWhenPauseThenWholeSecondsRoundedUp(Duration pause, String seconds) {
        assertThat(plain.unavailable(pause))
                .isEqualTo(new Refused(Reason.UNAVAILABLE, 503, Map.of("Retry-After", seconds)));
    }

    @Test
    void unavailableWhenPauseIsAbsurdThenNoOverflow() {
        assertThat(plain.unavailable(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999)))
                .extracting(refused -> refused.headers().get("Retry-After"))
                .isEqualTo("86400");
        assertThat(plain.unavailable(ChronoUnit.FOREVER.getDuration().negated()).headers())
                .containsEntry("Retry-After", "1");
    }

    @Test
    void unresolvedProtectionWhenMadeThenNoChallenge() {
        assertThat(Refusals.unresolvedProtection()).isEqualTo(new Refused(Reason.UNRESOLVED_PROTECTION, 500, Map.of()));
    }

    private static Refused challenge(Reason reason, int status, String field) {
        return new Refused(reason, status, Map.of("WWW-Authenticate", field));
    }
}
