package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.cache.IntrospectionExecutor;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import io.github.mfpjaxrs.security.internal.transport.NewConnectionException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls through the MicroProfile REST Client, and reads no more of the answers than is sound. Each call is over
 * at the total deadline. One that fails before its answer begins, on a connection that may have been kept too long, is
 * made again at once on another that is not kept: what is asked here changes nothing at the server (RFC 9110 §9.2.2). A
 * kept connection is no evidence about the server, so such a failure is told to nobody.
 */
public final class RestAuthorizationServer implements AuthorizationServer, AutoCloseable {

    private static final String CLOSE = "close";

    private final CurrentClient keeping;
    private final CurrentClient closing;
    private final IntrospectionExecutor threads;
    private final BoundedJsonBody body;
    private final Duration total;
    private final boolean keeps;
    private final Duration longestRetryAfter;
    private final InstantSource clock;

    /**
     * Calls nothing yet, and makes no REST client.
     *
     * @param clients makes REST clients
     * @param settings time limits and numbers
     * @param loader the application's class loader, which REST clients look things up with
     * @param clock the time of day, for {@code Retry-After} dates
     */
    public RestAuthorizationServer(
            RestClientFactory clients, Settings settings, ClassLoader loader, InstantSource clock) {
        this.keeping = new CurrentClient(clients);
        this.closing = new CurrentClient(clients);
        this.threads = IntrospectionExecutor.forCalls(settings.guard().concurrent(), loader);
        this.total = settings.timeouts().total();
        this.keeps = !settings.timeouts().idle().isZero();
        this.body = new BoundedJsonBody(total);
        this.longestRetryAfter = settings.guard().longestRetryAfter();
        this.clock = clock;
    }

    @Override
    public Answer requestToken(URI endpoint, ClientCredentials credentials, String scope) {
        OutgoingCall call =
                OutgoingCall.to(endpoint, credentials, form("grant_type", "client_credentials", "scope", scope));
        return answer((api, connection) -> api.requestToken(connection, call));
    }

    @Override
    public Answer introspect(URI endpoint, ClientCredentials credentials, String token) {
        OutgoingCall call =
                OutgoingCall.to(endpoint, credentials, form("token", token, "token_type_hint", "access_token"));
        return answer((api, connection) -> api.introspect(connection, call));
    }

    @Override
    public Answer metadata(URI location) {
        return answer((api, connection) -> api.metadata(connection, location));
    }

    private static Map<String, String> form(String name1, String value1, String name2, String value2) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put(name1, value1);
        form.put(name2, value2);
        return form;
    }

    /** One of the calls of the REST client. */
    @FunctionalInterface
    private interface Call {

        Response on(AuthorizationServerApi api, @Nullable String connection);
    }

    private Answer answer(Call call) {
        long startedNanos = System.nanoTime();
        return new TimedCall()
                .make(
                        timed -> keeps ? onKept(timed, call, startedNanos) : onNew(timed, call, startedNanos),
                        threads,
                        total.toNanos());
    }

    private Answer onKept(TimedCall timed, Call call, long startedNanos) {
        RetirableClient line = timed.take(keeping);
        boolean mayBeStale = line.mayBeStale();
        Response response;
        try {
            response = call.on(line.api(), null);
        } catch (RuntimeException e) {
            Optional<Answer> refusal = refusal(e);
            if (refusal.isPresent()) {
                line.answered();
                return refusal.get();
            }
            if (isStale(e, mayBeStale || line.mayBeStale())) {
                return onNew(timed, call, startedNanos);
            }
            throw FailureClassifier.classify(e);
        }
        line.answered();
        return read(response, startedNanos);
    }

    private Answer onNew(TimedCall timed, Call call, long startedNanos) {
        RetirableClient line = timed.take(closing);
        Response response;
        try {
            response = call.on(line.api(), CLOSE);
        } catch (RuntimeException e) {
            return refusal(e).orElseThrow(() -> FailureClassifier.classify(e));
        }
        return read(response, startedNanos);
    }

    /** Jersey's transport knows whether its connection was a new one. The others do not tell. */
    private static boolean isStale(RuntimeException failure, boolean mayBeStale) {
        return mayBeStale
                && FailureClassifier.classify(failure).kind() == AuthorizationServerFailure.Kind.BROKEN_CONNECTION
                && FailureClassifier.find(failure, NewConnectionException.class).isEmpty();
    }

    private Answer read(Response response, long startedNanos) {
        try (response) {
            if (response.getStatus() != 200) {
                // Some runtimes return a redirect rather than let the mapper see it.
                throw UnexpectedStatusMapper.unusualStatus(response);
            }
            return new Answer(
                    200, body.read(response, startedNanos), Optional.empty(), Optional.empty(), Optional.empty());
        } catch (RuntimeException e) {
            return refusal(e).orElseThrow(() -> FailureClassifier.classify(e));
        }
    }

    private Optional<Answer> refusal(RuntimeException failure) {
        return FailureClassifier.find(failure, UnexpectedStatusException.class)
                .map(status -> new Answer(
                        status.status(),
                        new byte[0],
                        status.mfpConflict().filter(RestAuthorizationServer::isFieldValue),
                        status.retryAfter()
                                .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                                .map(this::clamp),
                        status.error()))
                .or(() -> FailureClassifier.refusedInStreamingMode(failure)
                        .map(status ->
                                new Answer(status, new byte[0], Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private Duration clamp(Duration retryAfter) {
        return retryAfter.compareTo(longestRetryAfter) < 0 ? retryAfter : longestRetryAfter;
    }

    /** It is passed on to the client, so that it must not be able to end its header field. */
    private static boolean isFieldValue(String value) {
        return !value.isBlank() && value.length() <= 4_096 && value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }

    /** Ends the calls that are under way. */
    @Override
    public void close() {
        threads.close();
        keeping.close();
        closing.close();
    }
}
