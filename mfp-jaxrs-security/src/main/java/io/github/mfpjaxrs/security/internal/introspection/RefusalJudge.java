package io.github.mfpjaxrs.security.internal.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Determines the cause when the introspection endpoint responds with 401 or 403: either the credentials of this
 * service, or the client's token that was introspected. If the server has accepted the credentials for another token,
 * they are presumed valid until different tokens are rejected over a period in which none is accepted.
 *
 * <p>It also limits how often rejections renew the access token of this service. A revoked access token and a client's
 * token that the server rejects look the same at first; only a renewal distinguishes them. Thread-safe; its memory use
 * is bounded.
 */
final class RefusalJudge {

    /** Unless the server has revoked this client, it is expected to accept some introspection within this time. */
    private static final long EVIDENCE_LIFETIME_NANOS = Duration.ofSeconds(30).toNanos();

    /**
     * If this service's own access token was accepted within this period, it is unlikely to have been revoked since.
     */
    private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();

    /** Minimum time between two renewals caused by the same client token, unless the first one helped. */
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(30);

    /** Average time between renewals caused by all client tokens together. A few more are allowed as a burst. */
    private static final long RENEWAL_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int RENEWAL_BURST = 3;
    private static final int TOKENS_REMEMBERED = 1_000;

    private final TokenDigest digest = new TokenDigest("refusals");
    private final Ticker ticker;
    private final Cache<TokenKey, Boolean> renewedFor;
    private final AtomicReference<@Nullable Acceptance> accepted = new AtomicReference<>();
    private final AtomicReference<@Nullable Refusal> firstRefusal = new AtomicReference<>();

    /** The ticker reading at which the renewals so far are compensated for. */
    private final AtomicLong renewalsCompensatedNanos;

    private final AtomicLong lastRenewalNanos;

    /** The cause of a rejection. */
    enum Culprit {
        /** The client's token. */
        TOKEN,
        /** The client's token, unless the credentials of this service have just been revoked. */
        PROBABLY_TOKEN,
        /** The credentials of this service, which the server has not accepted for any other token. */
        CLIENT_NEVER_ACCEPTED,
        /** The credentials of this service, which the server probably accepted before and rejects now. */
        CLIENT_NO_LONGER_ACCEPTED
    }

    /**
     * An acceptance of this service's credentials by the server.
     *
     * @param token the client's token that was introspected
     * @param atNanos when the server accepted the credentials for this token
     * @param other whether the server has accepted them for a different token as well
     * @param otherAtNanos when the server accepted them for that token
     */
    private record Acceptance(TokenKey token, long atNanos, boolean other, long otherAtNanos) {

        Acceptance then(TokenKey next, long nowNanos) {
            return next.equals(token)
                    ? new Acceptance(next, nowNanos, other, otherAtNanos)
                    : new Acceptance(next, nowNanos, true, atNanos);
        }

        boolean isForAnother(TokenKey than) {
            return other || !token.equals(than);
        }

        long atForAnother(TokenKey than) {
            return token.equals(than) ? otherAtNanos : atNanos;
        }
    }

    /** The first rejection since the server last accepted the credentials of this service. */
    private record Refusal(TokenKey token, long atNanos) {}

    RefusalJudge(Ticker ticker) {
        this.ticker = ticker;
        this.renewedFor = Caffeine.newBuilder()
                .maximumSize(TOKENS_REMEMBERED)
                .expireAfterWrite(RENEWAL_PAUSE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.renewalsCompensatedNanos = new AtomicLong(ticker.read());
        this.lastRenewalNanos = new AtomicLong(ticker.read() - RECENT_NANOS);
    }

    /** Returns the digest by which a token is remembered. The token itself is not stored. */
    private TokenKey keyOf(String accessToken) {
        return digest.keyOf(BearerToken.of(accessToken));
    }

    /**
     * Records that the server accepted the credentials of this service, regardless of the result for the client's
     * token.
     */
    void accepted(String accessToken) {
        TokenKey key = keyOf(accessToken);
        long now = ticker.read();
        accepted.updateAndGet(before -> before == null ? new Acceptance(key, now, false, now) : before.then(key, now));
        firstRefusal.set(null);
    }

    /**
     * Whether the rejection of a request about this token may cause a renewal of this service's access token. A true
     * result is counted as a renewal.
     *
     * @return true if there is no evidence that the access token is valid, or if the limits permit a renewal
     */
    boolean mayRenew(String accessToken) {
        TokenKey key = keyOf(accessToken);
        if (!isAcceptedForAnother(key)) {
            return true;
        }
        if (renewedFor.getIfPresent(key) != null || !(tryTakeRenewal() || isProbeDue())) {
            return false;
        }
        renewedFor.put(key, Boolean.TRUE);
        return true;
    }

    /**
     * Stops counting the renewal that this token caused, because the new access token is accepted or could not be
     * obtained.
     */
    void refundRenewal(String accessToken) {
        TokenKey key = keyOf(accessToken);
        if (renewedFor.getIfPresent(key) != null) {
            renewedFor.invalidate(key);
            renewalsCompensatedNanos.addAndGet(-RENEWAL_INTERVAL_NANOS);
        }
    }

    private boolean tryTakeRenewal() {
        long now = ticker.read();
        long paid = renewalsCompensatedNanos.get();
        long from = paid - now > 0 ? paid : now;
        return from - now < RENEWAL_BURST * RENEWAL_INTERVAL_NANOS
                && renewalsCompensatedNanos.compareAndSet(paid, from + RENEWAL_INTERVAL_NANOS);
    }

    /**
     * Returns true once per period if no introspection has been accepted recently, in which case the access token may
     * be the cause after all.
     */
    private boolean isProbeDue() {
        long now = ticker.read();
        Acceptance last = accepted.get();
        long renewed = lastRenewalNanos.get();
        return (last == null || now - last.atNanos() >= RECENT_NANOS)
                && now - renewed >= RECENT_NANOS
                && lastRenewalNanos.compareAndSet(renewed, now);
    }

    /**
     * Determines the cause of a final rejection. A rejection is final if the access token has just been renewed, must
     * not be renewed, or is not used.
     *
     * @param accessToken the client's token
     */
    Culprit judge(String accessToken) {
        TokenKey key = keyOf(accessToken);
        long now = ticker.read();
        Acceptance last = accepted.get();
        if (last == null || !last.isForAnother(key)) {
            return Culprit.CLIENT_NEVER_ACCEPTED;
        }
        if (isEvidenceExhausted(key, now)) {
            return Culprit.CLIENT_NO_LONGER_ACCEPTED;
        }
        return now - last.atForAnother(key) < RECENT_NANOS ? Culprit.TOKEN : Culprit.PROBABLY_TOKEN;
    }

    /** Whether the server accepts this service for other tokens, so that a 4xx response concerns this one. */
    boolean isAcceptedForAnother(String accessToken) {
        return isAcceptedForAnother(keyOf(accessToken));
    }

    private boolean isAcceptedForAnother(TokenKey key) {
        Acceptance last = accepted.get();
        return last != null && last.isForAnother(key);
    }

    /** A single token never exhausts the evidence, however often it is rejected. */
    private boolean isEvidenceExhausted(TokenKey refused, long now) {
        Refusal first = firstRefusal.get();
        if (first == null) {
            firstRefusal.compareAndSet(null, new Refusal(refused, now));
            return false;
        }
        return !first.token().equals(refused) && now - first.atNanos() >= EVIDENCE_LIFETIME_NANOS;
    }
}
