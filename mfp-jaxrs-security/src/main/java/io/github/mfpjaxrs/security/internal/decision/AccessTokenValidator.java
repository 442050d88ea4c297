package io.github.mfpjaxrs.security.internal.decision;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.AuthorizationServerException;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.cache.CachedIntrospection;
import io.github.mfpjaxrs.security.internal.cache.IntrospectionCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.guard.SecondLevel;
import io.github.mfpjaxrs.security.internal.guard.SingleFlight;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.AuthorizationHeader;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Authorizes requests based on their header fields. Parses the token, looks it up in the cache, introspects it on a
 * cache miss, and applies the token policy. Thread-safe; cache hits take no lock.
 */
public final class AccessTokenValidator implements RequestValidator {

    private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);

    private final String server;
    private final int maxTokenLength;
    private final Duration maxAge;
    private final long maxAgeNanos;
    private final long refreshAfterNanos;
    private final long staleUntilNanos;
    private final Duration longestRetryAfter;
    private final Refusals refusals;
    private final TokenDigest digest;
    private final TokenPolicy policy;
    private final IntrospectionCache cache;
    private final SingleFlight introspections;
    private final Instrumentation instrumentation;
    private final DecisionEvents events;
    private final Ticker ticker;
    private final InstantSource clock;

    /** This function and the next are stored in fields, so that cache hits do not allocate them. */
    private final BiFunction<ValidationRequest, SingleFlight.Pending, AccessDecision> blocking = this::await;

    private final BiFunction<ValidationRequest, SingleFlight.Pending, CompletionStage<AccessDecision>> nonBlocking =
            this::compose;

    /**
     * Creates a validator with its own cache and single flight.
     *
     * @param settings the configuration
     * @param introspector introspects tokens at the authorization server
     * @param executor runs the introspections
     * @param listener receives every decision
     * @param instrumentation observes decisions and introspections
     * @param ticker measures elapsed time
     * @param clock supplies the time of day
     */
    public AccessTokenValidator(
            Settings settings,
            TokenIntrospector introspector,
            Executor executor,
            DecisionListener listener,
            Instrumentation instrumentation,
            Ticker ticker,
            InstantSource clock) {
        this.server = settings.server().name();
        this.maxTokenLength = settings.rules().maxTokenLength();
        this.maxAge = settings.cache().maxAge();
        this.maxAgeNanos = maxAge.toNanos();
        this.refreshAfterNanos = settings.cache().refreshAhead().isZero()
                ? Long.MAX_VALUE
                : settings.cache()
                        .maxAge()
                        .minus(settings.cache().refreshAhead())
                        .toNanos();
        this.staleUntilNanos =
                settings.cache().maxAge().plus(settings.cache().staleIfError()).toNanos();
        this.longestRetryAfter = settings.guard().longestRetryAfter();
        this.refusals = new Refusals(settings.realm());
        this.digest = new TokenDigest(context(settings));
        this.policy = new TokenPolicy(settings.rules(), refusals, clock);
        this.cache = new IntrospectionCache(settings.cache(), digest, ticker, clock);
        this.introspections = new SingleFlight(introspector, cache, settings, executor, instrumentation, ticker, clock);
        this.instrumentation = instrumentation;
        this.events = new DecisionEvents(listener, instrumentation);
        this.ticker = ticker;
        this.clock = clock;
    }

    private AccessTokenValidator(
            AccessTokenValidator shared, DecisionListener listener, Instrumentation instrumentation) {
        this.server = shared.server;
        this.maxTokenLength = shared.maxTokenLength;
        this.maxAge = shared.maxAge;
        this.maxAgeNanos = shared.maxAgeNanos;
        this.refreshAfterNanos = shared.refreshAfterNanos;
        this.staleUntilNanos = shared.staleUntilNanos;
        this.longestRetryAfter = shared.longestRetryAfter;
        this.refusals = shared.refusals;
        this.digest = shared.digest;
        this.policy = shared.policy;
        this.cache = shared.cache;
        this.introspections = shared.introspections;
        this.instrumentation = instrumentation;
        this.events = new DecisionEvents(listener, instrumentation);
        this.ticker = shared.ticker;
        this.clock = shared.clock;
    }

    /** Returns a validator that shares everything with this one but reports its decisions elsewhere. */
    AccessTokenValidator reportingTo(DecisionListener listener, Instrumentation instrumentation) {
        return new AccessTokenValidator(this, listener, instrumentation);
    }

    private static String context(Settings settings) {
        return settings.server().url() + "\n" + settings.server().clientId() + "\n"
                + settings.rules().audience().stream().sorted().toList();
    }

    Instrumentation instrumentation() {
        return instrumentation;
    }

    @Override
    public IntrospectionCache cache() {
        return cache;
    }

    @Override
    public AuthorizationServerStatus status() {
        return introspections.status();
    }

    /**
     * Registers a cache shared with other instances. Must be called before the first request.
     *
     * @param secondLevel the cache, which is searched before a token is introspected
     */
    public void connect(SecondLevel secondLevel) {
        introspections.connect(secondLevel);
    }

    @Override
    public boolean isReporting() {
        return events.isListening();
    }

    @Override
    public RequestIntrospection newRequestIntrospection() {
        return new RequestIntrospection(this);
    }

    @Override
    public AccessDecision validate(
            List<String> authorization,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared) {
        return validate(authorization, required, reportedRequest, shared, Function.identity(), blocking);
    }

    @Override
    public CompletionStage<AccessDecision> validateAsync(
            List<String> authorization,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared) {
        return validate(
                authorization, required, reportedRequest, shared, CompletableFuture::completedFuture, nonBlocking);
    }

    /**
     * Validates a request's token for blocking and non-blocking callers.
     *
     * @param known converts a decision made without introspection to the result type
     * @param pending obtains the decision from a pending introspection
     */
    private <T> T validate(
            List<String> authorization,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared,
            Function<AccessDecision, T> known,
            BiFunction<ValidationRequest, SingleFlight.Pending, T> pending) {
        if (!isServerOf(required)) {
            return known.apply(events.withoutToken(Refusals.unresolvedProtection(), required, reportedRequest));
        }
        AuthorizationHeader header = AuthorizationHeader.parse(authorization, maxTokenLength);
        if (!(header instanceof BearerToken token)) {
            return known.apply(refuse((AuthorizationHeader.Unusable) header, required, reportedRequest));
        }
        ValidationRequest request = validationRequest(token, required, reportedRequest, shared);
        AccessDecision cached = decideFromCache(request);
        return cached != null
                ? known.apply(cached)
                : pending.apply(request, introspections.introspect(request.key(), token, earliestNanos(request)));
    }

    /** Makes the decision on the caller's thread, so that listeners can access the request. */
    private AccessDecision await(ValidationRequest request, SingleFlight.Pending response) {
        IntrospectionResult result;
        try {
            result = response.await();
            if (isRefusedByAnotherInstance(request, response, result)) {
                result = introspectHere(request).await();
            }
        } catch (AuthorizationServerException e) {
            return decideOnFailure(request, e);
        }
        return decide(request, result);
    }

    /** Makes the decision on the thread that completes the introspection. */
    private CompletionStage<AccessDecision> compose(ValidationRequest request, SingleFlight.Pending response) {
        return response.toFuture()
                .thenCompose(result -> isRefusedByAnotherInstance(request, response, result)
                        ? introspectHere(request).toFuture()
                        : CompletableFuture.completedFuture(result))
                .handle((result, failure) ->
                        failure == null ? decide(request, result) : decideOnFailure(request, cause(failure)));
    }

    /**
     * Whether another instance's result would cause a refusal. Such a result might predate a login, or might already
     * have caused a refusal on that instance.
     */
    private boolean isRefusedByAnotherInstance(
            ValidationRequest request, SingleFlight.Pending response, IntrospectionResult result) {
        return response.isShared()
                && result instanceof IntrospectionResult.Active active
                && policy.decide(active.token(), request.required()) instanceof AccessDecision.Refused;
    }

    private SingleFlight.Pending introspectHere(ValidationRequest request) {
        return introspections.introspectHere(request.key(), request.token(), request.startedNanos());
    }

    /**
     * Whether the decision is up to this validator's server. A token from this server must not grant access to a
     * resource that requires another server, even if that server is not configured.
     */
    private boolean isServerOf(RequiredScope required) {
        return required.server().isEmpty() || required.server().get().equals(server);
    }

    private AccessDecision refuse(
            AuthorizationHeader.Unusable header, RequiredScope required, ReportedRequest reportedRequest) {
        AccessDecision refusal = switch (header) {
            case ABSENT -> refusals.missingToken();
            case MALFORMED -> refusals.invalidToken();
            case AMBIGUOUS -> refusals.invalidRequest();
        };
        return events.withoutToken(refusal, required, reportedRequest);
    }

    private ValidationRequest validationRequest(
            BearerToken token,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared) {
        long now = ticker.read();
        return new ValidationRequest(
                digest.keyOf(token),
                token,
                required,
                now,
                now - maxAgeNanos(required),
                reportedRequest,
                shared != null && shared.belongsTo(this) ? shared : null);
    }

    private long maxAgeNanos(RequiredScope required) {
        // The ages are compared as durations, because a resource's maximum age in nanoseconds can overflow a long.
        return required.maxAge()
                .filter(age -> age.compareTo(maxAge) < 0)
                .map(Duration::toNanos)
                .orElse(maxAgeNanos);
    }

    private @Nullable AccessDecision decideFromCache(ValidationRequest request) {
        AccessDecision shared = decideFromSameRequest(request);
        if (shared != null) {
            return shared;
        }
        CachedIntrospection cached = cache.find(request.key());
        if (cached != null && isUsable(cached, request)) {
            AccessDecision decision = policy.decide(cached.token(), request.required());
            if (isForbidden(decision)) {
                if (cached.mustBeConfirmed(request.startedNanos())) {
                    return confirmForbidden(request, cached);
                }
                cached.refused();
            }
            cache.countHit();
            refreshAhead(request, cached);
            share(request, cached.token(), request.startedNanos() - cached.ageNanos(request.startedNanos()));
            return events.fromCache(decision, request, cached.token(), 0);
        }
        if (request.acceptsCached() && cache.isKnownInactive(request.key())) {
            cache.countHit();
            return events.fromCache(refusals.invalidToken(), request, null, 0);
        }
        cache.countMiss();
        return null;
    }

    /**
     * Reuses the result of an earlier decision about the same request, unless that result would first have to be
     * confirmed.
     */
    private @Nullable AccessDecision decideFromSameRequest(ValidationRequest request) {
        RequestIntrospection shared = request.shared();
        RequestIntrospection.Result known = shared == null ? null : shared.find(request);
        if (known == null) {
            return null;
        }
        AccessToken token = known.token();
        if (token == null) {
            return events.fromCache(refusals.invalidToken(), request, null, 0);
        }
        AccessDecision decision = policy.decide(token, request.required());
        if (isForbidden(decision)) {
            if (!known.isOfThisRequest()) {
                return null;
            }
            recordRefusal(request);
        }
        return events.fromCache(decision, request, token, 0);
    }

    /**
     * Returns when a newly obtained result was requested. If the result is not cached, returns the earliest possible
     * time.
     */
    private long requestedNanos(ValidationRequest request, AccessToken token) {
        CachedIntrospection cached = request.shared() == null ? null : cache.find(request.key());
        long now = request.startedNanos();
        return cached != null && cached.token() == token ? now - cached.ageNanos(now) : request.earliestNanos();
    }

    private void share(ValidationRequest request, @Nullable AccessToken token, long requestedNanos) {
        RequestIntrospection shared = request.shared();
        if (shared != null) {
            shared.record(new RequestIntrospection.Result(
                    request.key(), token, request.startedNanos(), requestedNanos, ticker.read()));
        }
    }

    private boolean isUsable(CachedIntrospection cached, ValidationRequest request) {
        return request.acceptsCached()
                && cached.isUsable(request.earliestNanos(), clock.millis())
                && (!cached.isShared() || introspections.acceptsShared(request.earliestNanos()));
    }

    /**
     * Whether the request was refused because of the token's scope or device. Both can change after the
     * introspection, for example at a login or through the operations console. When a user logs in after a 403, the
     * server adds the scope to the same token, and the SDK immediately resends that token.
     */
    private static boolean isForbidden(AccessDecision decision) {
        return decision instanceof AccessDecision.Refused refused
                && (refused.reason() == AccessDecision.Reason.INSUFFICIENT_SCOPE
                        || refused.reason() == AccessDecision.Reason.DEVICE_BLOCKED);
    }

    /**
     * Returns null if the token must be introspected again before a 403 is sent. Returns a 503 if such an
     * introspection has just failed.
     */
    private @Nullable AccessDecision confirmForbidden(ValidationRequest request, CachedIntrospection cached) {
        if (cached.isIntrospectionPaused(request.startedNanos())) {
            return events.fromCache(refusals.unavailable(DEFAULT_RETRY_AFTER), request, cached.token(), 0);
        }
        cache.countMiss();
        return null;
    }

    /**
     * Whether a 403 based on the cached result must first be confirmed. A result stored after the request missed the
     * cache is as good as the result of another introspection.
     */
    private boolean mustBeConfirmed(CachedIntrospection cached, ValidationRequest request) {
        return isForbidden(policy.decide(cached.token(), request.required()))
                && cached.mustBeConfirmed(request.startedNanos());
    }

    /**
     * Returns the ticker reading at or after which a result must have been requested. If a 403 based on the cached
     * result must be confirmed, only a newer result is acceptable.
     */
    private long earliestNanos(ValidationRequest request) {
        long earliest = request.earliestNanos();
        CachedIntrospection cached = cache.find(request.key());
        if (cached == null || !isUsable(cached, request) || !mustBeConfirmed(cached, request)) {
            return earliest;
        }
        long notYoung = request.startedNanos() - CachedIntrospection.YOUNG_NANOS;
        long older = cached.requestedAtNanos() - notYoung > 0 ? cached.requestedAtNanos() : notYoung;
        return older + 1 - earliest > 0 ? older + 1 : earliest;
    }

    private void refreshAhead(ValidationRequest request, CachedIntrospection cached) {
        long now = request.startedNanos();
        if (cached.ageNanos(now) >= refreshAfterNanos && cached.tryBeginRefresh(now)) {
            introspections.refresh(request.key(), request.token());
        }
    }

    private AccessDecision decide(ValidationRequest request, IntrospectionResult result) {
        if (result instanceof IntrospectionResult.Active active) {
            share(request, active.token(), requestedNanos(request, active.token()));
            AccessDecision decision = policy.decide(active.token(), request.required());
            if (isForbidden(decision)) {
                recordRefusal(request);
            }
            return report(decision, request, active.token());
        }
        if (result instanceof IntrospectionResult.Inactive) {
            share(request, null, request.earliestNanos());
        }
        AccessDecision refusal = result instanceof IntrospectionResult.Conflict conflict
                ? refusals.conflict(conflict.mfpConflict())
                : refusals.invalidToken();
        return report(refusal, request, null);
    }

    private void recordRefusal(ValidationRequest request) {
        CachedIntrospection cached = cache.find(request.key());
        if (cached != null) {
            cached.refused();
        }
    }

    private AccessDecision decideOnFailure(ValidationRequest request, Throwable failure) {
        CachedIntrospection cached = cache.find(request.key());
        if (cached != null) {
            long now = ticker.read();
            cached.pauseIntrospectionUntil(now + CachedIntrospection.YOUNG_NANOS);
            AccessDecision decision = policy.decide(cached.token(), request.required());
            if (mayServeStale(cached, request.required(), now) && !isForbidden(decision)) {
                return events.fromCache(decision, request, cached.token(), now - request.startedNanos());
            }
        }
        return report(refusals.unavailable(retryAfter(failure)), request, null);
    }

    private Duration retryAfter(Throwable failure) {
        Duration wanted = failure instanceof AuthorizationServerException serverException
                ? serverException.getRetryAfter().orElse(DEFAULT_RETRY_AFTER)
                : DEFAULT_RETRY_AFTER;
        // Retry times from the library are limited elsewhere. Those from a custom introspector are limited here.
        return failure instanceof AuthorizationServerFailure || wanted.compareTo(longestRetryAfter) < 0
                ? wanted
                : longestRetryAfter;
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** Whether the configuration permits a stale result and the resource does not set its own age limit. */
    private boolean mayServeStale(CachedIntrospection cached, RequiredScope required, long nowNanos) {
        return required.maxAge().isEmpty()
                && staleUntilNanos > maxAgeNanos
                && cached.ageNanos(nowNanos) < staleUntilNanos
                && !cached.isExpired(clock.millis());
    }

    /** Reports a decision based on the server's response or the lack of one. */
    private AccessDecision report(AccessDecision decision, ValidationRequest request, @Nullable AccessToken token) {
        return events.fromServer(decision, request, token, waitedNanos(request));
    }

    private long waitedNanos(ValidationRequest request) {
        return ticker.read() - request.startedNanos();
    }
}
