package io.github.mfpjaxrs.security.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.internal.config.Secret;
import io.github.mfpjaxrs.security.internal.fakes.FakeTicker;
import io.github.mfpjaxrs.security.internal.introspection.RefusalJudge.Culprit;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R1")
class RefusalJudgeTest {

    private final FakeTicker ticker = new FakeTicker();
    private final RefusalJudge judge = new RefusalJudge(ticker);

    @Test
    void mayRenewWhenNoOtherTokenHasBeenAcceptedThenAlways() {
        judge.accepted("bad");

        for (int i = 0; i < 10; i++) {
            assertThat(mayRenew("bad")).isTrue();
        }
    }

    @Test
    void mayRenewWhenManyTokensAreRefusedThenThreeAtOnceAndThenOneInFiveSeconds() {
        judge.accepted("good");

        assertThat(mayRenew("bad1")).isTrue();
        assertThat(mayRenew("bad2")).isTrue();
        assertThat(mayRenew("bad3")).isTrue();
        assertThat(mayRenew("bad4")).isFalse();

        ticker.advance(Duration.ofSeconds(5));
        judge.accepted("good");
        assertThat(mayRenew("bad5")).isTrue();
        assertThat(mayRenew("bad6")).isFalse();
    }

    @Test
    @Tag("F4")
    void mayRenewWhenOneAccessTokenIsRejectedForManyThenAllMayAndOneCounts() {
        judge.accepted("good");
        ClientCredentialsToken revoked = ownToken();

        for (int i = 0; i < 10; i++) {
            assertThat(judge.mayRenew(revoked, "any" + i)).isTrue();
        }

        assertThat(mayRenew("bad1")).isTrue();
        assertThat(mayRenew("bad2")).isTrue();
        assertThat(mayRenew("bad3")).isFalse();
    }

    @Test
    @Tag("F4")
    void mayRenewWhenOneAccessTokenIsRejectedForManyThenOnlyTheFirstTokenPauses() {
        judge.accepted("good");
        ClientCredentialsToken revoked = ownToken();
        judge.mayRenew(revoked, "first");
        judge.mayRenew(revoked, "second");

        assertThat(mayRenew("first")).isFalse();
        assertThat(mayRenew("second")).isTrue();
    }

    @Test
    void mayRenewWhenNothingHappensForLongThenRenewalsAreNotSaved() {
        ticker.advance(Duration.ofHours(1));
        judge.accepted("good");

        for (int i = 0; i < 3; i++) {
            assertThat(mayRenew("bad" + i)).isTrue();
        }
        assertThat(mayRenew("bad3")).isFalse();
    }

    @Test
    void mayRenewWhenATokenIsRefusedAgainThenOnlyAfterThirtySeconds() {
        judge.accepted("good");
        assertThat(mayRenew("bad")).isTrue();
        assertThat(mayRenew("bad")).isFalse();

        ticker.advance(Duration.ofSeconds(29));
        judge.accepted("good");
        assertThat(mayRenew("bad")).isFalse();

        ticker.advance(Duration.ofSeconds(1));
        judge.accepted("good");
        assertThat(mayRenew("bad")).isTrue();
    }

    @Test
    void mayRenewWhenTheRenewalIsRefundedThenItDoesNotCount() {
        judge.accepted("good");
        for (int i = 0; i < 3; i++) {
            mayRenew("bad" + i);
        }

        judge.refundRenewal("unknown");
        assertThat(mayRenew("bad3")).isFalse();
        judge.refundRenewal("bad0");

        assertThat(mayRenew("bad0")).isTrue();
        assertThat(mayRenew("bad4")).isFalse();
    }

    @Test
    void mayRenewWhenNoTokenHasBeenAcceptedForASecondThenOncePerSecond() {
        judge.accepted("good");
        for (int i = 0; i < 3; i++) {
            mayRenew("bad" + i);
        }
        ticker.advance(Duration.ofSeconds(1));
        // The limit permits this one.
        assertThat(mayRenew("bad3")).isTrue();

        assertThat(mayRenew("bad4")).isTrue();
        assertThat(mayRenew("bad5")).isFalse();
        ticker.advance(Duration.ofMillis(999));
        assertThat(mayRenew("bad6")).isFalse();
        ticker.advance(Duration.ofMillis(1));
        assertThat(mayRenew("bad7")).isTrue();
        ticker.advance(Duration.ofSeconds(1));
        judge.accepted("good");
        assertThat(mayRenew("bad8")).isFalse();
    }

    @Test
    void judgeWhenNoOtherTokenHasBeenAcceptedThenTheClient() {
        assertThat(judge.judge("bad")).isEqualTo(Culprit.CLIENT_NEVER_ACCEPTED);

        judge.accepted("bad");

        assertThat(judge.judge("bad")).isEqualTo(Culprit.CLIENT_NEVER_ACCEPTED);
    }

    @Test
    void judgeWhenAnotherTokenWasAcceptedWithinASecondThenTheToken() {
        judge.accepted("good");

        assertThat(judge.judge("bad")).isEqualTo(Culprit.TOKEN);
        ticker.advance(Duration.ofMillis(999));
        assertThat(judge.judge("bad")).isEqualTo(Culprit.TOKEN);
        ticker.advance(Duration.ofMillis(1));
        assertThat(judge.judge("bad")).isEqualTo(Culprit.PROBABLY_TOKEN);
    }

    @Test
    void judgeWhenDifferentTokensAreRefusedForThirtySecondsThenTheClient() {
        judge.accepted("good");
        judge.judge("bad");

        ticker.advance(Duration.ofMillis(29_999));
        assertThat(judge.judge("worse")).isEqualTo(Culprit.PROBABLY_TOKEN);
        ticker.advance(Duration.ofMillis(1));
        assertThat(judge.judge("bad")).isEqualTo(Culprit.PROBABLY_TOKEN);
        assertThat(judge.judge("worse")).isEqualTo(Culprit.CLIENT_NO_LONGER_ACCEPTED);

        judge.accepted("good");

        assertThat(judge.judge("worse")).isEqualTo(Culprit.TOKEN);
    }

    /** Rejects an access token of this service that was not rejected before. */
    private boolean mayRenew(String accessToken) {
        return judge.mayRenew(ownToken(), accessToken);
    }

    private static ClientCredentialsToken ownToken() {
        return new ClientCredentialsToken(new Secret("own"), Long.MAX_VALUE);
    }
}
