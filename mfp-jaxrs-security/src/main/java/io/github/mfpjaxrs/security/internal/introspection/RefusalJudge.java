package io.github.mfpjaxrs.security.internal.introspection;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Determines why the introspection endpoint responds with 401 or 403. The cause is either this service's credentials
 * or the introspected client token. If the server has accepted the credentials for another token, they are presumed
 * valid until different tokens are rejected over a period in which no token is accepted.
 *
 * <p>Also limits how often rejections cause this service's access token to be renewed. At first, the revocation of
 * that access token looks the same as a rejected client token; only a renewal shows the difference. Thread-safe, with
 * bounded memory use.
 */
final class RefusalJudge {

    /**
     * The period within which the server is expected to accept at least one introspection, unless it has revoked this
     * client.
     */
    private static final long EVIDENCE_LIFETIME_NANOS = Duration.ofSeconds(30).toNanos();

    /**
     * If this service's own access token was accepted within this period, it is unlikely to have been revoked since.
     */
    private static final long RECENT_NANOS = Duration.ofSeconds(1).toNanos();

    /** The minimum time between two renewals caused by the same client token, unless the first renewal helped. */
    private static final Duration RENEWAL_PAUSE = Duration.ofSeconds(30);

    /** The minimum average time between renewals, counted across all client tokens. Short bursts are allowed. */
    private static final long RENEWAL_INTERVAL_NANOS = Duration.ofSeconds(5).toNanos();

    private static final int RENEWAL_BURST = 3;
    private static final int TOKENS_REMEMBERED = 1_000;

    private final TokenDigest digest = new TokenDigest("refusals");
    private final Ticker ticker;
    private final Cache<TokenKey, Boolean> renewedFor;
    private final AtomicReference<@Nullable Acceptance> accepted = new AtomicReference<>();
    private final AtomicReference<@Nullable Refusal> firstRefusal = new AtomicReference<>();

    private final AtomicReference<Renewals> renewals;

    /** The cause of a rejection. */
    enum Culprit {
        /** The client's token. */
        TOKEN,
        /** The client's token, unless this service's credentials have just been revoked. */
        PROBABLY_TOKEN,
        /** This service's credentials, which the server has not accepted for any other token. */
        CLIENT_NEVER_ACCEPTED,
        /** This service's credentials, which the server probably accepted before but now rejects. */
        CLIENT_NO_LONGER_ACCEPTED
    }

    /**
     * The server's latest acceptance of this service's credentials.
     *
     * @param token the introspected client token
     * @param atNanos when the server accepted the credentials for that token
     * @param other whether the server has also accepted the credentials for a different token
     * @param otherAtNanos when the server accepted the credentials for the different token
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

    /** The first rejection since the server last accepted this service's credentials. */
    private record Refusal(TokenKey token, long atNanos) {}

    /**
     * The renewals so far.
     *
     * @param last the access token that was renewed last; null before the first renewal
     * @param compensatedNanos the ticker reading from which earlier renewals no longer count against the limit
     * @param lastProbeNanos when the last renewal beyond the limit was permitted
     */
    private record Renewals(@Nullable ClientCredentialsToken last, long compensatedNanos, long lastProbeNanos) {

        /** Returns the renewals including this one, or null if the limit does not permit it. */
        @Nullable
        Renewals within(ClientCredentialsToken renewed, long nowNanos) {
            long from = compensatedNanos - nowNanos > 0 ? compensatedNanos : nowNanos;
            return from - nowNanos < RENEWAL_BURST * RENEWAL_INTERVAL_NANOS
                    ? new Renewals(renewed, from + RENEWAL_INTERVAL_NANOS, lastProbeNanos)
                    : null;
        }

        /** Returns the renewals including this one beyond the limit, or null if such a renewal is not yet due. */
        @Nullable
        Renewals probing(ClientCredentialsToken renewed, long nowNanos) {
            return nowNanos - lastProbeNanos >= RECENT_NANOS ? new Renewals(renewed, compensatedNanos, nowNanos) : null;
        }

        Renewals refunded() {
            return new Renewals(last, compensatedNanos - RENEWAL_INTERVAL_NANOS, lastProbeNanos);
        }
    }

    RefusalJudge(Ticker ticker) {
        this.ticker = ticker;
        this.renewedFor = Caffeine.newBuilder()
                .maximumSize(TOKENS_REMEMBERED)
                .expireAfterWrite(RENEWAL_PAUSE)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
        long now = ticker.read();
        this.renewals = new AtomicReference<>(new Renewals(null, now, now - RECENT_NANOS));
    }

    /** Returns the digest under which a token is remembered. The token itself is not stored. */
    private TokenKey keyOf(String accessToken) {
        return digest.keyOf(BearerToken.of(accessToken));
    }

    /** Records that the server accepted this service's credentials, regardless of the result for the client's token. */
    void accepted(String accessToken) {
        TokenKey key = keyOf(accessToken);
        long now = ticker.read();
        accepted.updateAndGet(before -> before == null ? new Acceptance(key, now, false, now) : before.then(key, now));
        firstRefusal.set(null);
    }

    /**
     * Whether this service's access token may be renewed because an introspection of the given token was rejected. If
     * the server rejects one access token for several client tokens at the same time, only the first of them causes
     * the renewal, and the limits do not apply to the others.
     *
     * @param refused this service's access token that the server rejected
     * @return true if there is no evidence that the access token is valid, if it is already being renewed, or if the
     *     limits permit a renewal, which is then counted
     */
    boolean mayRenew(ClientCredentialsToken refused, String accessToken) {
        TokenKey key = keyOf(accessToken);
        if (!isAcceptedForAnother(key)) {
            return true;
        }
        while (true) {
            Renewals before = renewals.get();
            if (before.last() == refused) {
                return true;
            }
            Renewals after = renewedFor.getIfPresent(key) == null ? next(before, refused) : null;
            if (after == null) {
                return false;
            }
            if (renewals.compareAndSet(before, after)) {
                renewedFor.put(key, Boolean.TRUE);
                return true;
            }
        }
    }

    /**
     * Returns the renewals including the next one, or null if it is not permitted. One renewal per period is permitted
     * beyond the limit if no introspection has been accepted recently, in which case the access token might be the
     * cause after all.
     */
    private @Nullable Renewals next(Renewals before, ClientCredentialsToken refused) {
        long now = ticker.read();
        Renewals within = before.within(refused, now);
        Acceptance last = accepted.get();
        boolean acceptedRecently = last != null && now - last.atNanos() < RECENT_NANOS;
        return within != null || acceptedRecently ? within : before.probing(refused, now);
    }

    /**
     * Stops counting the renewal caused by the given token, because the new access token was accepted or could not be
     * obtained.
     */
    void refundRenewal(String accessToken) {
        TokenKey key = keyOf(accessToken);
        if (renewedFor.getIfPresent(key) != null) {
            renewedFor.invalidate(key);
            renewals.updateAndGet(Renewals::refunded);
        }
    }

    /**
     * Determines the cause of a final rejection. A rejection is final if this service's access token has just been
     * renewed or must not be renewed, or if this service does not use an access token.
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

    /**
     * Whether the server accepts this service's credentials for other tokens, in which case a 4xx response concerns
     * the given token.
     */
    boolean isAcceptedForAnother(String accessToken) {
        return isAcceptedForAnother(keyOf(accessToken));
    }

    private boolean isAcceptedForAnother(TokenKey key) {
        Acceptance last = accepted.get();
        return last != null && last.isForAnother(key);
    }

    /**
     * Whether rejections outweigh the evidence that the credentials are valid. Rejections of a single token never do,
     * no matter how often they occur.
     */
    private boolean isEvidenceExhausted(TokenKey refused, long now) {
        Refusal first = firstRefusal.get();
        if (first == null) {
            firstRefusal.compareAndSet(null, new Refusal(refused, now));
            return false;
        }
        return !first.token().equals(refused) && now - first.atNanos() >= EVIDENCE_LIFETIME_NANOS;
    }
}
