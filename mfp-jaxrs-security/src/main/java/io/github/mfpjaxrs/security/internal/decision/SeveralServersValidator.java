package io.github.mfpjaxrs.security.internal.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.token.AuthorizationHeader;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Validates each request with the authorization server named by the requirement. If the requirement names no server,
 * the request is validated with the unnamed server or, if the configuration lists several servers, with those servers
 * in order.
 *
 * <p>The first available server that does not report the token as invalid decides, and is tried first for later
 * requests with the same token. If no server accepts the token and at least one server is unavailable, the request is
 * refused with 503, because the unavailable server might have issued the token. Each server has its own validator,
 * cache, circuit breaker and client. Thread-safe.
 */
public final class SeveralServersValidator implements RequestValidator {

    private final Map<String, AccessTokenValidator> validators;
    private final List<AccessTokenValidator> tried;
    private final AccessTokenValidator defaultValidator;
    private final DecisionListener listener;
    private final int maxTokenLength;
    private final TokenDigest digest = new TokenDigest("several authorization servers");
    private final Cache<TokenKey, AccessTokenValidator> issuers;
    private final TokenCache cache;
    private final AuthorizationServerStatus status;

    /**
     * @param settings the unnamed server's configuration, which includes those of the other servers
     * @param validators the validators by server name
     * @param listener receives the decisions that involved several servers
     */
    public SeveralServersValidator(
            Settings settings, Map<String, AccessTokenValidator> validators, DecisionListener listener) {
        this.validators = Map.copyOf(validators);
        this.tried = settings.further().tried().stream().map(this::validator).toList();
        this.defaultValidator = validator(Settings.DEFAULT_SERVER);
        this.listener = listener;
        this.maxTokenLength = settings.rules().maxTokenLength();
        this.issuers = Caffeine.newBuilder()
                .maximumSize(settings.cache().size())
                .executor(Runnable::run)
                .build();
        Map<String, TokenCache> caches = new TreeMap<>();
        this.validators.forEach((name, validator) -> caches.put(name, validator.cache()));
        this.cache = new SeveralTokenCaches(Collections.unmodifiableMap(caches));
        Map<String, AuthorizationServerStatus> statuses = new TreeMap<>();
        this.validators.forEach((name, validator) -> statuses.put(name, validator.status()));
        this.status = new SeveralServersStatus(Collections.unmodifiableMap(statuses));
    }

    private AccessTokenValidator validator(String name) {
        AccessTokenValidator validator = validators.get(name);
        if (validator == null) {
            throw new IllegalArgumentException("no authorization server " + name);
        }
        return validator;
    }

    @Override
    public AccessDecision validate(
            List<String> authorization,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared) {
        BearerToken token = tokenForSeveral(authorization, required);
        if (token == null) {
            return validatorOf(required).validate(authorization, required, reportedRequest, null);
        }
        Attempt attempt = new Attempt(digest.keyOf(token));
        attempt.tryInOrder(validator -> CompletableFuture.completedFuture(
                        validator.validate(authorization, required, reportedRequest, null)))
                .toCompletableFuture()
                .join();
        return attempt.conclude();
    }

    @Override
    public CompletionStage<AccessDecision> validateAsync(
            List<String> authorization,
            RequiredScope required,
            ReportedRequest reportedRequest,
            @Nullable RequestIntrospection shared) {
        BearerToken token = tokenForSeveral(authorization, required);
        if (token == null) {
            return validatorOf(required).validateAsync(authorization, required, reportedRequest, null);
        }
        Attempt attempt = new Attempt(digest.keyOf(token));
        return attempt.tryInOrder(validator -> validator.validateAsync(authorization, required, reportedRequest, null))
                .thenApply(done -> attempt.conclude());
    }

    /**
     * Returns the token to try with several servers, or null if a single server decides or the token is missing or
     * malformed.
     */
    private @Nullable BearerToken tokenForSeveral(List<String> authorization, RequiredScope required) {
        return !tried.isEmpty()
                        && required.server().isEmpty()
                        && AuthorizationHeader.parse(authorization, maxTokenLength) instanceof BearerToken token
                ? token
                : null;
    }

    /**
     * Returns the validator for the required server. For an unknown server, returns the default validator, which
     * refuses requirements that name another server.
     */
    private AccessTokenValidator validatorOf(RequiredScope required) {
        return required.server().isEmpty()
                ? defaultValidator
                : validators.getOrDefault(required.server().get(), defaultValidator);
    }

    /**
     * Returns a holder that never receives a result. Repeated decisions about a request share results only through
     * each server's cache.
     */
    @Override
    public RequestIntrospection newRequestIntrospection() {
        return new RequestIntrospection(this);
    }

    @Override
    public boolean isReporting() {
        return listener.isListening();
    }

    @Override
    public TokenCache cache() {
        return cache;
    }

    @Override
    public AuthorizationServerStatus status() {
        return status;
    }

    /** A validator's report, which is passed on only if that validator makes the final decision. */
    @FunctionalInterface
    private interface Measurement {

        Measurement NONE = instrumentation -> {};

        void report(Instrumentation instrumentation);
    }

    /** The validation of a request by several servers. Reports only the final decision. */
    private final class Attempt implements DecisionListener, Instrumentation {

        private final TokenKey key;
        private @Nullable AccessDecision best;
        private @Nullable AccessDecided bestEvent;
        private @Nullable AccessDecided lastEvent;
        private Measurement bestMeasurement = Measurement.NONE;
        private Instrumentation bestInstrumentation = Instrumentation.NONE;
        private Measurement lastMeasurement = Measurement.NONE;

        Attempt(TokenKey key) {
            this.key = key;
        }

        /**
         * Tries the servers one after another until a decision is conclusive.
         *
         * @param validate validates the request with a single server, with or without blocking
         */
        CompletionStage<Boolean> tryInOrder(Function<RequestValidator, CompletionStage<AccessDecision>> validate) {
            CompletionStage<Boolean> concluded = CompletableFuture.completedFuture(false);
            for (AccessTokenValidator validator : order()) {
                concluded = concluded.thenCompose(done -> done
                        ? CompletableFuture.completedFuture(true)
                        : validate.apply(validator.reportingTo(this, this))
                                .thenApply(decision -> isConclusive(validator, decision)));
            }
            return concluded;
        }

        private List<AccessTokenValidator> order() {
            AccessTokenValidator issuer = issuers.getIfPresent(key);
            if (issuer == null || issuer == tried.get(0)) {
                return tried;
            }
            List<AccessTokenValidator> order = new ArrayList<>(tried);
            order.remove(issuer);
            order.add(0, issuer);
            return order;
        }

        /** Records a decision. Returns true if no other server needs to be tried. */
        private boolean isConclusive(AccessTokenValidator validator, AccessDecision decision) {
            Reason reason = decision instanceof Refused refused ? refused.reason() : null;
            if (best == null || reason != Reason.INVALID_TOKEN) {
                best = decision;
                bestEvent = lastEvent;
                bestMeasurement = lastMeasurement;
                bestInstrumentation = validator.instrumentation();
            }
            if (reason == Reason.INVALID_TOKEN || reason == Reason.UNAVAILABLE) {
                return false;
            }
            issuers.put(key, validator);
            return true;
        }

        AccessDecision conclude() {
            if (best == null) {
                throw new IllegalStateException("no authorization server was tried");
            }
            if (bestEvent != null) {
                listener.decided(bestEvent);
            }
            bestMeasurement.report(bestInstrumentation);
            return best;
        }

        @Override
        public void granted(boolean cached) {
            lastMeasurement = observer -> observer.granted(cached);
        }

        @Override
        public void refused(Reason reason, boolean cached) {
            lastMeasurement = observer -> observer.refused(reason, cached);
        }

        @Override
        public boolean isListening() {
            return listener.isListening();
        }

        @Override
        public void decided(AccessDecided event) {
            lastEvent = event;
        }
    }
}
