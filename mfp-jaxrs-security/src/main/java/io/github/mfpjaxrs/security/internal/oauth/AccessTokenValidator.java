package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
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
    private final DecisionReports reports;
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
        this.reports = new DecisionReports(listener);
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

    /**
     * Whether anybody is told of decisions.
     *
     * @return false if a tracking id would be of no use
     */
    public boolean isReporting() {
        return reports.areHeard();
    }

    @Override
    public AccessDecision validate(List<String> authorization, RequiredScope required) {
        return validate(authorization, required, Optional.empty());
    }

    /**
     * Validates the credentials of a request, and tells the listener. Waits for the authorization server, if it must.
     *
     * @param authorization the values of all Authorization header fields
     * @param required what the token must have been granted
     * @param trackingId what ties the decision to MobileFirst Analytics
     * @return the decision
     */
    public AccessDecision validate(List<String> authorization, RequiredScope required, Optional<String> trackingId) {
        Credentials credentials = Credentials.of(authorization, maxTokenLength);
        if (!(credentials instanceof BearerToken token)) {
            return refuse((Credentials.Unusable) credentials, required, trackingId);
        }
        Inquiry inquiry = inquiry(token, required, trackingId);
        AccessDecision known = decideFromCache(inquiry);
        if (known != null) {
            return known;
        }
        try {
            return decide(inquiry, introspections.ask(inquiry.key(), token, inquiry.earliestNanos()));
        } catch (AuthorizationServerException e) {
            return decideWithoutAnswer(inquiry, e);
        }
    }

    /**
     * As {@link #validate(List, RequiredScope, Optional)}, for a thread that must not wait.
     *
     * @param authorization the values of all Authorization header fields
     * @param required what the token must have been granted
     * @param trackingId what ties the decision to MobileFirst Analytics
     * @return the decision, there already if the cache has it; never completed exceptionally
     */
    public CompletionStage<AccessDecision> validateAsync(
            List<String> authorization, RequiredScope required, Optional<String> trackingId) {
        Credentials credentials = Credentials.of(authorization, maxTokenLength);
        if (!(credentials instanceof BearerToken token)) {
            return CompletableFuture.completedFuture(refuse((Credentials.Unusable) credentials, required, trackingId));
        }
        Inquiry inquiry = inquiry(token, required, trackingId);
        AccessDecision known = decideFromCache(inquiry);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return introspections
                .askAsync(inquiry.key(), token, inquiry.earliestNanos())
                .handle((result, failure) ->
                        failure == null ? decide(inquiry, result) : decideWithoutAnswer(inquiry, cause(failure)));
    }

    private AccessDecision refuse(
            Credentials.Unusable credentials, RequiredScope required, Optional<String> trackingId) {
        AccessDecision refusal = switch (credentials) {
            case ABSENT -> challenges.missingToken();
            case MALFORMED -> challenges.invalidToken();
            case AMBIGUOUS -> challenges.invalidRequest();
        };
        return reports.withoutToken(refusal, required, trackingId);
    }

    private Inquiry inquiry(BearerToken token, RequiredScope required, Optional<String> trackingId) {
        long now = ticker.read();
        return new Inquiry(digest.keyOf(token), token, required, now, now - maxAgeNanos(required), trackingId);
    }

    private long maxAgeNanos(RequiredScope required) {
        // Compared before it is converted: a resource's own age may be longer than nanoseconds can say.
        return required.maxAge()
                .filter(age -> age.compareTo(maxAge) < 0)
                .map(Duration::toNanos)
                .orElse(maxAgeNanos);
    }

    private @Nullable AccessDecision decideFromCache(Inquiry inquiry) {
        CachedIntrospection cached = cache.find(inquiry.key());
        if (cached != null && inquiry.acceptsCached() && cached.isUsable(inquiry.earliestNanos(), clock.millis())) {
            cache.countHit();
            renewAhead(inquiry, cached);
            return reports.fromCache(rules.decide(cached.token(), inquiry.required()), inquiry, cached.token(), 0);
        }
        if (inquiry.acceptsCached() && cache.isKnownInactive(inquiry.key())) {
            cache.countHit();
            return reports.fromCache(challenges.invalidToken(), inquiry, null, 0);
        }
        cache.countMiss();
        return null;
    }

    private void renewAhead(Inquiry inquiry, CachedIntrospection cached) {
        long now = inquiry.startedNanos();
        if (cached.ageNanos(now) >= renewAfterNanos && cached.beginRenewal(now)) {
            introspections.renew(inquiry.key(), inquiry.token());
        }
    }

    private AccessDecision decide(Inquiry inquiry, IntrospectionResult result) {
        if (result instanceof IntrospectionResult.Active active) {
            return answered(rules.decide(active.token(), inquiry.required()), inquiry, active.token());
        }
        AccessDecision refusal = result instanceof IntrospectionResult.Conflict conflict
                ? challenges.conflict(conflict.mfpConflict())
                : challenges.invalidToken();
        return answered(refusal, inquiry, null);
    }

    private AccessDecision decideWithoutAnswer(Inquiry inquiry, Throwable failure) {
        AccessToken stale = staleAnswer(inquiry.key(), inquiry.required());
        if (stale == null) {
            return answered(challenges.unavailable(retryAfter(failure)), inquiry, null);
        }
        return reports.fromCache(rules.decide(stale, inquiry.required()), inquiry, stale, waitedNanos(inquiry));
    }

    private Duration retryAfter(Throwable failure) {
        Duration wanted = failure instanceof AuthorizationServerException trouble
                ? trouble.getRetryAfter().orElse(DEFAULT_RETRY_AFTER)
                : DEFAULT_RETRY_AFTER;
        // Our own pauses are bounded by their own keys; what an application's introspector asks for is bounded here.
        return failure instanceof ServerTrouble || wanted.compareTo(longestRetryAfter) < 0 ? wanted : longestRetryAfter;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
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

    /** A decision that the server's answer, or the want of one, has brought about. */
    private AccessDecision answered(AccessDecision decision, Inquiry inquiry, @Nullable AccessToken token) {
        return reports.fromServer(decision, inquiry, token, waitedNanos(inquiry));
    }

    private long waitedNanos(Inquiry inquiry) {
        return ticker.read() - inquiry.startedNanos();
    }
}
