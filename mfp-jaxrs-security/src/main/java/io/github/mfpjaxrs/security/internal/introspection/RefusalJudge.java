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
 * Finds out whose fault it is when the introspection endpoint refuses a request with 401 or 403: our own credentials', or
 * that of the client's token that the request was about. Our credentials are innocent if the server has accepted them for
 * another token, until refusals of different tokens go on for a while and nothing is accepted between them.
 *
 * <p>Also bounds how often refusals may renew our own token. A token that the server has revoked and a client's token that
 * the server does not like look the same at first, and only the renewal tells. Thread-safe; its memory is bounded.
 */
final class RefusalJudge {

    /** The server may have withdrawn our client. As long as that is not the case, somebody is accepted within this time. */
    private static final long EVIDENCE_ENDS_NANOS = Duration.ofSeconds(30).toNanos();

    /** An own token that was accepted so short a time ago has hardly been revoked since. */
    private static final long JUST_NOW_NANOS = Duration.ofSeconds(1).toNanos();

    /** One client's token causes no second renewal in this time, unless the first one helped. */
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(30);

    /** All clients' tokens together cause one renewal in this time, and a few more at once. */
    private static final long RENEWAL_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int RENEWALS_AT_ONCE = 3;
    private static final int TOKENS_REMEMBERED = 1_000;

    private final TokenDigest digest = new TokenDigest("refusals");
    private final Ticker ticker;
    private final Cache<TokenKey, Boolean> renewedFor;
    private final AtomicReference<@Nullable Acceptance> accepted = new AtomicReference<>();
    private final AtomicReference<@Nullable Refusal> firstRefusal = new AtomicReference<>();

    /** When the renewals taken so far are paid off. */
    private final AtomicLong renewalsPaidNanos;

    private final AtomicLong lastRenewalNanos;

    /** Whose fault a refusal is. */
    enum Culprit {
        /** The client's token. */
        TOKEN,
        /** The client's token, unless our credentials were withdrawn within the last moments. */
        PROBABLY_TOKEN,
        /** Our own credentials: the server has accepted them in no request about another token. */
        CALLER_NEVER_ACCEPTED,
        /** Our own credentials, which were accepted once, as far as anybody can tell. */
        CALLER_NO_LONGER_ACCEPTED
    }

    /**
     * The server has accepted us.
     *
     * @param token the client's token that it was about
     * @param atNanos when
     * @param other whether it has accepted us for a different token as well
     * @param otherAtNanos when, for that token
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

    /** The first refusal since the server last accepted us. */
    private record Refusal(TokenKey token, long atNanos) {}

    RefusalJudge(Ticker ticker) {
        this.ticker = ticker;
        this.renewedFor = Caffeine.newBuilder()
                .maximumSize(TOKENS_REMEMBERED)
                .expireAfterWrite(RENEWAL_PAUSE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        this.renewalsPaidNanos = new AtomicLong(ticker.read());
        this.lastRenewalNanos = new AtomicLong(ticker.read() - JUST_NOW_NANOS);
    }

    /** What a token is known by here; nothing of the token itself is kept. */
    private TokenKey keyOf(String accessToken) {
        return digest.keyOf(BearerToken.of(accessToken));
    }

    /** The server has accepted us in a request about a client's token, whatever it said of that token. */
    void accepted(String accessToken) {
        TokenKey key = keyOf(accessToken);
        long now = ticker.read();
        accepted.updateAndGet(before -> before == null ? new Acceptance(key, now, false, now) : before.then(key, now));
        firstRefusal.set(null);
    }

    /**
     * Whether the refusal of a request about this token may renew our own token. A true result counts as a renewal.
     *
     * @return true if nothing speaks for our own token, or the bounds allow it
     */
    boolean mayRenew(String accessToken) {
        TokenKey key = keyOf(accessToken);
        if (!isAcceptedForAnother(key)) {
            return true;
        }
        if (renewedFor.getIfPresent(key) != null || !(takeRenewal() || isSilentForAWhile())) {
            return false;
        }
        renewedFor.put(key, Boolean.TRUE);
        return true;
    }

    /** The renewal that this token caused does not count: the new own token is accepted, or there is none. */
    void giveBackRenewal(String accessToken) {
        TokenKey key = keyOf(accessToken);
        if (renewedFor.getIfPresent(key) != null) {
            renewedFor.invalidate(key);
            renewalsPaidNanos.addAndGet(-RENEWAL_INTERVAL_NANOS);
        }
    }

    private boolean takeRenewal() {
        long now = ticker.read();
        long paid = renewalsPaidNanos.get();
        long from = paid - now > 0 ? paid : now;
        return from - now < RENEWALS_AT_ONCE * RENEWAL_INTERVAL_NANOS
                && renewalsPaidNanos.compareAndSet(paid, from + RENEWAL_INTERVAL_NANOS);
    }

    /** Nothing has been accepted for a moment, so that our own token may be at fault after all: once in that time. */
    private boolean isSilentForAWhile() {
        long now = ticker.read();
        Acceptance last = accepted.get();
        long renewed = lastRenewalNanos.get();
        return (last == null || now - last.atNanos() >= JUST_NOW_NANOS)
                && now - renewed >= JUST_NOW_NANOS
                && lastRenewalNanos.compareAndSet(renewed, now);
    }

    /**
     * Judges a refusal that stands: our own token was renewed, or may not be, or there is none.
     *
     * @param accessToken the client's token
     */
    Culprit judge(String accessToken) {
        TokenKey key = keyOf(accessToken);
        long now = ticker.read();
        Acceptance last = accepted.get();
        if (last == null || !last.isForAnother(key)) {
            return Culprit.CALLER_NEVER_ACCEPTED;
        }
        if (isEvidenceSpent(key, now)) {
            return Culprit.CALLER_NO_LONGER_ACCEPTED;
        }
        return now - last.atForAnother(key) < JUST_NOW_NANOS ? Culprit.TOKEN : Culprit.PROBABLY_TOKEN;
    }

    /** Whether the server accepts us in requests about other tokens, so that a 4xx is about this one. */
    boolean isAcceptedForAnother(String accessToken) {
        return isAcceptedForAnother(keyOf(accessToken));
    }

    private boolean isAcceptedForAnother(TokenKey key) {
        Acceptance last = accepted.get();
        return last != null && last.isForAnother(key);
    }

    /** One token alone never spends it, however often it comes. */
    private boolean isEvidenceSpent(TokenKey refused, long now) {
        Refusal first = firstRefusal.get();
        if (first == null) {
            firstRefusal.compareAndSet(null, new Refusal(refused, now));
            return false;
        }
        return !first.token().equals(refused) && now - first.atNanos() >= EVIDENCE_ENDS_NANOS;
    }
}
