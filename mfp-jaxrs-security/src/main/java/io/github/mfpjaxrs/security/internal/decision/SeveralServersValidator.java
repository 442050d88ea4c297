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
import org.jspecify.annotations.Nullable;

/**
 * Passes each request to the validator of one authorization server. A requirement names the server; otherwise the
 * server without a name is asked, or several servers one after another if the configuration lists them.
 *
 * <p>Of several servers, the first one that does not consider the token invalid decides, and is asked first when the
 * token returns. If none accepts the token and at least one did not respond, the request is refused with 503, because
 * the token may be that server's. Each validator has its own cache, circuit breaker and client. Thread-safe.
 */
public final class SeveralServersValidator implements RequestValidator {

    private final Map<String, AccessTokenValidator> validators;
    private final List<AccessTokenValidator> tried;
    private final AccessTokenValidator defaultValidator;
    private final DecisionListener listener;
    private final Instrumentation instrumentation;
    private final int maxTokenLength;
    private final TokenDigest digest = new TokenDigest("several authorization servers");
    private final Cache<TokenKey, AccessTokenValidator> issuers;
    private final TokenCache cache;
    private final AuthorizationServerStatus status;

    /**
     * @param settings the configuration of the server without a name, and of the others
     * @param validators a validator for each server by its name
     * @param listener receives the decisions about tokens for which several servers were asked
     * @param instrumentation observes these decisions
     */
    public SeveralServersValidator(
            Settings settings,
            Map<String, AccessTokenValidator> validators,
            DecisionListener listener,
            Instrumentation instrumentation) {
        this.validators = Map.copyOf(validators);
        this.tried = settings.further().tried().stream().map(this::validator).toList();
        this.defaultValidator = validator(Settings.DEFAULT_SERVER);
        this.listener = listener;
        this.instrumentation = instrumentation;
        this.maxTokenLength = settings.rules().maxTokenLength();
        this.issuers = Caffeine.newBuilder()
                .maximumSize(settings.cache().size())
                .executor(Runnable::run)
                .build();
        this.cache = new SeveralTokenCaches(this.validators.values().stream()
                .map(AccessTokenValidator::cache)
                .toList());
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
        for (AccessTokenValidator validator : attempt.order()) {
            AccessDecision decision =
                    validator.reportingTo(attempt, attempt).validate(authorization, required, reportedRequest, null);
            if (attempt.isConclusive(validator, decision)) {
                break;
            }
        }
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
        CompletionStage<Boolean> concluded = CompletableFuture.completedFuture(false);
        for (AccessTokenValidator validator : attempt.order()) {
            concluded = concluded.thenCompose(done -> done
                    ? CompletableFuture.completedFuture(true)
                    : validator
                            .reportingTo(attempt, attempt)
                            .validateAsync(authorization, required, reportedRequest, null)
                            .thenApply(decision -> attempt.isConclusive(validator, decision)));
        }
        return concluded.thenApply(done -> attempt.conclude());
    }

    /** Returns null if one server decides, or if the request contains no usable token. */
    private @Nullable BearerToken tokenForSeveral(List<String> authorization, RequiredScope required) {
        return !tried.isEmpty()
                        && required.server().isEmpty()
                        && AuthorizationHeader.parse(authorization, maxTokenLength) instanceof BearerToken token
                ? token
                : null;
    }

    /** For an unknown name, a validator that refuses because the name is not its own. */
    private AccessTokenValidator validatorOf(RequiredScope required) {
        return required.server().isEmpty()
                ? defaultValidator
                : validators.getOrDefault(required.server().get(), defaultValidator);
    }

    /** Decisions about one request share their result through the caches only, which each server has for itself. */
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

    /** What one server's validator would have reported. */
    @FunctionalInterface
    private interface Measurement {

        Measurement NONE = instrumentation -> {};

        void report(Instrumentation instrumentation);
    }

    /** One request that several servers are asked about, in turn. Reports only the decision that counts. */
    private final class Attempt implements DecisionListener, Instrumentation {

        private final TokenKey key;
        private @Nullable AccessDecision best;
        private @Nullable AccessDecided bestEvent;
        private @Nullable AccessDecided lastEvent;
        private Measurement bestMeasurement = Measurement.NONE;
        private Measurement lastMeasurement = Measurement.NONE;

        Attempt(TokenKey key) {
            this.key = key;
        }

        List<AccessTokenValidator> order() {
            AccessTokenValidator issuer = issuers.getIfPresent(key);
            if (issuer == null || issuer == tried.get(0)) {
                return tried;
            }
            List<AccessTokenValidator> order = new ArrayList<>(tried);
            order.remove(issuer);
            order.add(0, issuer);
            return order;
        }

        /** Records a decision. Returns true if no other server needs to be asked. */
        boolean isConclusive(AccessTokenValidator validator, AccessDecision decision) {
            Reason reason = decision instanceof Refused refused ? refused.reason() : null;
            if (best == null || reason != Reason.INVALID_TOKEN) {
                best = decision;
                bestEvent = lastEvent;
                bestMeasurement = lastMeasurement;
            }
            if (reason == Reason.INVALID_TOKEN || reason == Reason.UNAVAILABLE) {
                return false;
            }
            issuers.put(key, validator);
            return true;
        }

        AccessDecision conclude() {
            if (best == null) {
                throw new IllegalStateException("no authorization server was asked");
            }
            if (bestEvent != null) {
                listener.decided(bestEvent);
            }
            bestMeasurement.report(instrumentation);
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
