package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * From header fields to a decision: parse, look into the cache, ask the server if need be, decide. Thread-safe, and
 * without a lock on the way of a cached answer.
 */
public final class AccessTokenValidator implements TokenValidator {

    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    private final int maxTokenLength;
    private final Duration maxAge;
    private final long maxAgeNanos;
    private final long renewAfterNanos;
    private final long staleUntilNanos;
    private final Duration longestRetryAfter;
    private final Challenges challenges;
    private final TokenDigest digest;
    private final TokenRules rules;
    private final IntrospectionCache cache;
    private final Introspections introspections;
    private final DecisionListener listener;
    private final Ticker ticker;
    private final InstantSource clock;

    /**
     * Assembles the chain that a request's token goes through.
     *
     * @param settings the configuration
     * @param introspector asks the authorization server
     * @param executor where it is asked
     * @param listener told of each decision
     * @param ticker elapsed time
     * @param clock the time of day
     */
    public AccessTokenValidator(
            Settings settings,
            TokenIntrospector introspector,
            Executor executor,
            DecisionListener listener,
            Ticker ticker,
            InstantSource clock) {
        this.maxTokenLength = settings.rules().maxTokenLength();
        this.maxAge = settings.cache().maxAge();
        this.maxAgeNanos = maxAge.toNanos();
        this.renewAfterNanos = settings.cache().refreshAhead().isZero()
                ? Long.MAX_VALUE
                : settings.cache()
                        .maxAge()
                        .minus(settings.cache().refreshAhead())
                        .toNanos();
        this.staleUntilNanos =
                settings.cache().maxAge().plus(settings.cache().staleIfError()).toNanos();
        this.longestRetryAfter = settings.guard().longestRetryAfter();
        this.challenges = new Challenges(settings.realm());
        this.digest = new TokenDigest(context(settings));
        this.rules = new TokenRules(settings.rules(), challenges, clock);
        this.cache = new IntrospectionCache(settings.cache(), digest, ticker, clock);
        this.introspections = new Introspections(introspector, cache, settings, executor, ticker, clock);
        this.listener = listener;
        this.ticker = ticker;
        this.clock = clock;
    }

    private static String context(Settings settings) {
        return settings.server().url() + "\n" + settings.server().clientId() + "\n"
                + settings.rules().audience().stream().sorted().toList();
    }

    /**
     * The controls of the cache behind this validator.
     *
     * @return the same object each time
     */
    public TokenCache cache() {
        return cache;
    }

    @Override
    public AccessDecision validate(List<String> authorization, RequiredScope required) {
        return validate(authorization, required, Optional.empty());
    }

    /**
     * Validates the credentials of a request, and tells the listener.
     *
     * @param authorization the values of all Authorization header fields
     * @param required what the token must have been granted
     * @param trackingId what ties the decision to MobileFirst Analytics
     * @return the decision
     */
    public AccessDecision validate(List<String> authorization, RequiredScope required, Optional<String> trackingId) {
        Credentials credentials = Credentials.of(authorization, maxTokenLength);
        if (credentials instanceof BearerToken token) {
            return validate(token, required, trackingId);
        }
        AccessDecision.Refused refusal = refusal((Credentials.Unusable) credentials);
        if (listener.isListening()) {
            listener.decided(event(refusal, required, null, null, false, 0, trackingId));
        }
        return refusal;
    }

    private AccessDecision.Refused refusal(Credentials.Unusable credentials) {
        return switch (credentials) {
            case ABSENT -> challenges.missingToken();
            case MALFORMED -> challenges.invalidToken();
            case AMBIGUOUS -> challenges.invalidRequest();
        };
    }

    private AccessDecision validate(BearerToken token, RequiredScope required, Optional<String> trackingId) {
        TokenKey key = digest.keyOf(token);
        long now = ticker.read();
        long maxAge = maxAgeNanos(required);
        CachedIntrospection cached = cache.find(key);
        if (cached != null && cached.ageNanos(now) < maxAge && !cached.isExpired(clock.millis())) {
            cache.countHit();
            renewAhead(key, token, cached, now);
            return tell(rules.decide(cached.token(), required), required, key, cached.token(), true, 0, trackingId);
        }
        if (maxAge > 0 && cache.isKnownInactive(key)) {
            cache.countHit();
            return tell(challenges.invalidToken(), required, key, null, true, 0, trackingId);
        }
        cache.countMiss();
        return introspect(key, token, required, now, now - maxAge, trackingId);
    }

    private long maxAgeNanos(RequiredScope required) {
        // Compared before it is converted: a resource's own age may be longer than nanoseconds can say.
        return required.maxAge()
                .filter(age -> age.compareTo(maxAge) < 0)
                .map(Duration::toNanos)
                .orElse(maxAgeNanos);
    }

    private void renewAhead(TokenKey key, BearerToken token, CachedIntrospection cached, long now) {
        if (cached.ageNanos(now) >= renewAfterNanos && cached.beginRenewal()) {
            introspections.renew(key, token);
        }
    }

    private AccessDecision introspect(
            TokenKey key,
            BearerToken token,
            RequiredScope required,
            long now,
            long earliest,
            Optional<String> trackingId) {
        AccessDecision decision;
        AccessToken known = null;
        boolean stale = false;
        try {
            IntrospectionResult result = introspections.ask(key, token, earliest);
            if (result instanceof IntrospectionResult.Active active) {
                known = active.token();
                decision = rules.decide(known, required);
            } else if (result instanceof IntrospectionResult.Conflict conflict) {
                decision = challenges.conflict(conflict.mfpConflict());
            } else {
                decision = challenges.invalidToken();
            }
        } catch (AuthorizationServerException e) {
            known = staleAnswer(key, required);
            stale = known != null;
            decision = known != null ? rules.decide(known, required) : challenges.unavailable(retryAfter(e));
        }
        return tell(decision, required, key, known, stale, ticker.read() - now, trackingId);
    }

    private Duration retryAfter(AuthorizationServerException trouble) {
        Duration wanted = trouble.getRetryAfter().orElse(DEFAULT_RETRY_AFTER);
        return wanted.compareTo(longestRetryAfter) < 0 ? wanted : longestRetryAfter;
    }

    /** An answer past its age, for a resource that set no age of its own, where the configuration allows that. */
    private @Nullable AccessToken staleAnswer(TokenKey key, RequiredScope required) {
        CachedIntrospection cached = cache.find(key);
        boolean usable = cached != null
                && required.maxAge().isEmpty()
                && staleUntilNanos > maxAgeNanos
                && cached.ageNanos(ticker.read()) < staleUntilNanos
                && !cached.isExpired(clock.millis());
        return usable ? cached.token() : null;
    }

    private AccessDecision tell(
            AccessDecision decision,
            RequiredScope required,
            TokenKey key,
            @Nullable AccessToken token,
            boolean cached,
            long introspectionNanos,
            Optional<String> trackingId) {
        if (listener.isListening()) {
            listener.decided(event(decision, required, key, token, cached, introspectionNanos, trackingId));
        }
        return decision;
    }

    private static AccessDecided event(
            AccessDecision decision,
            RequiredScope required,
            @Nullable TokenKey key,
            @Nullable AccessToken token,
            boolean cached,
            long introspectionNanos,
            Optional<String> trackingId) {
        Optional<AccessToken> known = Optional.ofNullable(token);
        return new AccessDecided(
                decision instanceof AccessDecision.Refused refused ? Optional.of(refused.reason()) : Optional.empty(),
                required,
                known.flatMap(AccessToken::clientId),
                known.flatMap(AccessToken::userName),
                known.flatMap(AccessToken::device).map(MFPDevice::id),
                Optional.ofNullable(key).map(TokenKey::fingerprint),
                cached,
                Duration.ofNanos(introspectionNanos),
                trackingId.map(Printable::of));
    }
}
