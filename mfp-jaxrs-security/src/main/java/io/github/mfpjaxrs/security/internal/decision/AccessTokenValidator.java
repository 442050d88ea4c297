package io.github.mfpjaxrs.security.internal.decision;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.internal.cache.CachedIntrospection;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.cache.SingleFlight;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.AuthorizationHeader;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * From header fields to a decision: parse, look into the cache, ask the server if need be, decide. Thread-safe, and
 * without a lock on the way of a cached answer.
 */
public final class AccessTokenValidator implements TokenValidator {

    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    /**
     * A 403 rests on an answer no older than this. A user who logs in after one has the same token, to which the server adds
     * the scope, and which the SDK sends again at once.
     */
    private static final long OLDEST_REFUSAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int maxTokenLength;
    private final Duration maxAge;
    private final long maxAgeNanos;
    private final long renewAfterNanos;
    private final long staleUntilNanos;
    private final Duration longestRetryAfter;
    private final Refusals challenges;
    private final TokenDigest digest;
    private final TokenPolicy rules;
    private final IntrospectionCache cache;
    private final SingleFlight introspections;
    private final DecisionEvents reports;
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
        this.challenges = new Refusals(settings.realm());
        this.digest = new TokenDigest(context(settings));
        this.rules = new TokenPolicy(settings.rules(), challenges, clock);
        this.cache = new IntrospectionCache(settings.cache(), digest, ticker, clock);
        this.introspections = new SingleFlight(introspector, cache, settings, executor, ticker, clock);
        this.reports = new DecisionEvents(listener);
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
     * @return false if an {@link ReportedRequest} would be of no use
     */
    public boolean isReporting() {
        return reports.areHeard();
    }

    @Override
    public AccessDecision validate(List<String> authorization, RequiredScope required) {
        return validate(authorization, required, ReportedRequest.UNKNOWN);
    }

    /**
     * Validates the credentials of a request, and tells the listener. Waits for the authorization server, if it must.
     *
     * @param authorization the values of all Authorization header fields
     * @param required what the token must have been granted
     * @param occasion the request, as it is reported
     * @return the decision
     */
    public AccessDecision validate(List<String> authorization, RequiredScope required, ReportedRequest occasion) {
        AuthorizationHeader credentials = AuthorizationHeader.of(authorization, maxTokenLength);
        if (!(credentials instanceof BearerToken token)) {
            return refuse((AuthorizationHeader.Unusable) credentials, required, occasion);
        }
        ValidationRequest inquiry = inquiry(token, required, occasion);
        AccessDecision known = decideFromCache(inquiry);
        if (known != null) {
            return known;
        }
        try {
            return decide(inquiry, introspections.ask(inquiry.key(), token, earliestNanos(inquiry)));
        } catch (AuthorizationServerException e) {
            return decideWithoutAnswer(inquiry, e);
        }
    }

    /**
     * As {@link #validate(List, RequiredScope, ReportedRequest)}, for a thread that must not wait.
     *
     * @param authorization the values of all Authorization header fields
     * @param required what the token must have been granted
     * @param occasion the request, as it is reported
     * @return the decision, there already if the cache has it; never completed exceptionally
     */
    public CompletionStage<AccessDecision> validateAsync(
            List<String> authorization, RequiredScope required, ReportedRequest occasion) {
        AuthorizationHeader credentials = AuthorizationHeader.of(authorization, maxTokenLength);
        if (!(credentials instanceof BearerToken token)) {
            return CompletableFuture.completedFuture(
                    refuse((AuthorizationHeader.Unusable) credentials, required, occasion));
        }
        ValidationRequest inquiry = inquiry(token, required, occasion);
        AccessDecision known = decideFromCache(inquiry);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        return introspections
                .askAsync(inquiry.key(), token, earliestNanos(inquiry))
                .handle((result, failure) ->
                        failure == null ? decide(inquiry, result) : decideWithoutAnswer(inquiry, cause(failure)));
    }

    private AccessDecision refuse(
            AuthorizationHeader.Unusable credentials, RequiredScope required, ReportedRequest occasion) {
        AccessDecision refusal = switch (credentials) {
            case ABSENT -> challenges.missingToken();
            case MALFORMED -> challenges.invalidToken();
            case AMBIGUOUS -> challenges.invalidRequest();
        };
        return reports.withoutToken(refusal, required, occasion);
    }

    private ValidationRequest inquiry(BearerToken token, RequiredScope required, ReportedRequest occasion) {
        long now = ticker.read();
        return new ValidationRequest(digest.keyOf(token), token, required, now, now - maxAgeNanos(required), occasion);
    }

    private long maxAgeNanos(RequiredScope required) {
        // Compared before it is converted: a resource's own age may be longer than nanoseconds can say.
        return required.maxAge()
                .filter(age -> age.compareTo(maxAge) < 0)
                .map(Duration::toNanos)
                .orElse(maxAgeNanos);
    }

    private @Nullable AccessDecision decideFromCache(ValidationRequest inquiry) {
        CachedIntrospection cached = cache.find(inquiry.key());
        if (cached != null && isUsable(cached, inquiry)) {
            AccessDecision decision = rules.decide(cached.token(), inquiry.required());
            if (isForbidden(decision) && cached.ageNanos(inquiry.startedNanos()) >= OLDEST_REFUSAL_NANOS) {
                return beforeForbidding(inquiry, cached);
            }
            cache.countHit();
            renewAhead(inquiry, cached);
            return reports.fromCache(decision, inquiry, cached.token(), 0);
        }
        if (inquiry.acceptsCached() && cache.isKnownInactive(inquiry.key())) {
            cache.countHit();
            return reports.fromCache(challenges.invalidToken(), inquiry, null, 0);
        }
        cache.countMiss();
        return null;
    }

    private boolean isUsable(CachedIntrospection cached, ValidationRequest inquiry) {
        return inquiry.acceptsCached() && cached.isUsable(inquiry.earliestNanos(), clock.millis());
    }

    /** Refused for its scope or its device, which a log-in or the operations console may have changed meanwhile. */
    private static boolean isForbidden(AccessDecision decision) {
        return decision instanceof AccessDecision.Refused refused
                && (refused.reason() == AccessDecision.Reason.INSUFFICIENT_SCOPE
                        || refused.reason() == AccessDecision.Reason.DEVICE_BLOCKED);
    }

    /** Null to ask the server afresh; not where it has just been asked in vain. */
    private @Nullable AccessDecision beforeForbidding(ValidationRequest inquiry, CachedIntrospection cached) {
        if (cached.isLeftAlone(inquiry.startedNanos())) {
            return reports.fromCache(challenges.unavailable(DEFAULT_RETRY_AFTER), inquiry, cached.token(), 0);
        }
        cache.countMiss();
        return null;
    }

    /** The cache's answer, if there is one that the request would take, was to be a 403: only a younger one will do. */
    private long earliestNanos(ValidationRequest inquiry) {
        long earliest = inquiry.earliestNanos();
        long youngest = inquiry.startedNanos() - OLDEST_REFUSAL_NANOS + 1;
        CachedIntrospection cached = cache.find(inquiry.key());
        return cached != null && isUsable(cached, inquiry) && youngest - earliest > 0 ? youngest : earliest;
    }

    private void renewAhead(ValidationRequest inquiry, CachedIntrospection cached) {
        long now = inquiry.startedNanos();
        if (cached.ageNanos(now) >= renewAfterNanos && cached.beginRenewal(now)) {
            introspections.renew(inquiry.key(), inquiry.token());
        }
    }

    private AccessDecision decide(ValidationRequest inquiry, IntrospectionResult result) {
        if (result instanceof IntrospectionResult.Active active) {
            return answered(rules.decide(active.token(), inquiry.required()), inquiry, active.token());
        }
        AccessDecision refusal = result instanceof IntrospectionResult.Conflict conflict
                ? challenges.conflict(conflict.mfpConflict())
                : challenges.invalidToken();
        return answered(refusal, inquiry, null);
    }

    private AccessDecision decideWithoutAnswer(ValidationRequest inquiry, Throwable failure) {
        CachedIntrospection cached = cache.find(inquiry.key());
        if (cached != null) {
            long now = ticker.read();
            cached.leaveAloneUntil(now + OLDEST_REFUSAL_NANOS);
            AccessDecision decision = rules.decide(cached.token(), inquiry.required());
            if (mayServeStale(cached, inquiry.required(), now) && !isForbidden(decision)) {
                return reports.fromCache(decision, inquiry, cached.token(), now - inquiry.startedNanos());
            }
        }
        return answered(challenges.unavailable(retryAfter(failure)), inquiry, null);
    }

    private Duration retryAfter(Throwable failure) {
        Duration wanted = failure instanceof AuthorizationServerException trouble
                ? trouble.getRetryAfter().orElse(DEFAULT_RETRY_AFTER)
                : DEFAULT_RETRY_AFTER;
        // Our own pauses are bounded by their own keys; what an application's introspector asks for is bounded here.
        return failure instanceof AuthorizationServerFailure || wanted.compareTo(longestRetryAfter) < 0
                ? wanted
                : longestRetryAfter;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** An answer past its age, for a resource that set no age of its own, where the configuration allows that. */
    private boolean mayServeStale(CachedIntrospection cached, RequiredScope required, long nowNanos) {
        return required.maxAge().isEmpty()
                && staleUntilNanos > maxAgeNanos
                && cached.ageNanos(nowNanos) < staleUntilNanos
                && !cached.isExpired(clock.millis());
    }

    /** A decision that the server's answer, or the want of one, has brought about. */
    private AccessDecision answered(AccessDecision decision, ValidationRequest inquiry, @Nullable AccessToken token) {
        return reports.fromServer(decision, inquiry, token, waitedNanos(inquiry));
    }

    private long waitedNanos(ValidationRequest inquiry) {
        return ticker.read() - inquiry.startedNanos();
    }
}
