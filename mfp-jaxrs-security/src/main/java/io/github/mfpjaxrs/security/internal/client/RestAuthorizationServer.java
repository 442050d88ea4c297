package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import io.github.mfpjaxrs.security.internal.server.IntrospectionExecutor;
import io.github.mfpjaxrs.security.internal.transport.NewConnectionException;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Calls the authorization server through the MicroProfile REST Client and reads responses within fixed limits. Each
 * call ends by its exchange's deadline.
 *
 * <p>If a call fails before its response begins, and the connection might have been idle too long, the call is
 * repeated once on a new connection, which is not returned to the pool. Repeating the call is safe, because these
 * requests change nothing on the server (RFC 9110 §9.2.2). A stale connection does not indicate a problem with the
 * server, so the resulting failure is not reported.
 */
public final class RestAuthorizationServer implements AuthorizationServer, AutoCloseable {

    private static final String CLOSE = "close";

    private final CurrentClient keepAliveClient;
    private final CurrentClient oneShotClient;
    private final IntrospectionExecutor threads;
    private final BoundedJsonBody body;
    private final Executor callThreads;
    private final Duration total;
    private final boolean keepsConnections;
    private final Duration longestRetryAfter;
    private final InstantSource clock;

    /**
     * Creates an instance. No REST client is created and no call is made yet.
     *
     * @param clients creates REST clients
     * @param settings timeouts and limits
     * @param loader the application's class loader, from which REST clients load classes and services
     * @param inContext carries the caller's context to the thread that makes a call
     * @param clock the clock against which {@code Retry-After} dates are resolved
     */
    public RestAuthorizationServer(
            RestClientFactory clients,
            Settings settings,
            ClassLoader loader,
            UnaryOperator<Runnable> inContext,
            InstantSource clock) {
        this.keepAliveClient = new CurrentClient(clients, settings.timeouts().total());
        this.oneShotClient = new CurrentClient(clients, settings.timeouts().total());
        this.threads = IntrospectionExecutor.forCalls(settings.guard().concurrent(), loader);
        this.callThreads = task -> threads.execute(inContext.apply(task));
        this.total = settings.timeouts().total();
        this.keepsConnections = !settings.timeouts().idle().isZero();
        this.body = new BoundedJsonBody(total);
        this.longestRetryAfter = settings.guard().longestRetryAfter();
        this.clock = clock;
    }

    @Override
    public Answer requestToken(URI endpoint, ClientCredentials credentials, String scope) {
        OutgoingCall call =
                OutgoingCall.to(endpoint, credentials, form("grant_type", "client_credentials", "scope", scope));
        return call((api, connection) -> api.requestToken(connection, call));
    }

    @Override
    public Answer introspect(URI endpoint, ClientCredentials credentials, String token) {
        OutgoingCall call =
                OutgoingCall.to(endpoint, credentials, form("token", token, "token_type_hint", "access_token"));
        return call((api, connection) -> api.introspect(connection, call));
    }

    @Override
    public Answer metadata(URI location) {
        return call((api, connection) -> api.metadata(connection, location));
    }

    private static Map<String, String> form(String name1, String value1, String name2, String value2) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put(name1, value1);
        form.put(name2, value2);
        return form;
    }

    /** A call through the REST client. */
    @FunctionalInterface
    private interface Call {

        Response on(AuthorizationServerApi api, @Nullable String connection);
    }

    private Answer call(Call call) {
        return new TimedCall()
                .make(
                        timed -> keepsConnections
                                ? callKeepingConnection(timed, call)
                                : callOnNewConnection(timed, call),
                        callThreads,
                        ExchangeDeadline.leftNanos(total));
    }

    private Answer callKeepingConnection(TimedCall timed, Call call) {
        RetirableClient client = timed.switchTo(keepAliveClient);
        boolean mayBeStale = client.mayBeStale();
        Response response;
        try {
            response = call.on(client.api(), null);
        } catch (RuntimeException e) {
            Optional<Answer> refusal = refusal(e);
            if (refusal.isPresent()) {
                client.markResponded();
                return refusal.get();
            }
            if (isStale(e, mayBeStale || client.mayBeStale())) {
                return callOnNewConnection(timed, call);
            }
            throw ExceptionClassifier.classify(e);
        }
        client.markResponded();
        return read(response);
    }

    private Answer callOnNewConnection(TimedCall timed, Call call) {
        RetirableClient client = timed.switchTo(oneShotClient);
        Response response;
        try {
            response = call.on(client.api(), CLOSE);
        } catch (RuntimeException e) {
            return refusal(e).orElseThrow(() -> ExceptionClassifier.classify(e));
        }
        return read(response);
    }

    /**
     * Whether a failure might be due to a stale connection. Only Jersey's transport reports that a connection was
     * new.
     */
    private static boolean isStale(RuntimeException failure, boolean mayBeStale) {
        return mayBeStale
                && ExceptionClassifier.classify(failure).kind() == AuthorizationServerFailure.Kind.BROKEN_CONNECTION
                && ExceptionClassifier.find(failure, NewConnectionException.class)
                        .isEmpty();
    }

    private Answer read(Response response) {
        try (response) {
            if (response.getStatus() != 200) {
                // Some runtimes return a redirect without calling the mapper.
                throw UnexpectedStatusMapper.exceptionFor(response);
            }
            return new Answer(200, body.read(response), Optional.empty(), Optional.empty(), Optional.empty());
        } catch (RuntimeException e) {
            return refusal(e).orElseThrow(() -> ExceptionClassifier.classify(e));
        }
    }

    private Optional<Answer> refusal(RuntimeException failure) {
        return ExceptionClassifier.find(failure, UnexpectedStatusException.class)
                .map(status -> new Answer(
                        status.status(),
                        new byte[0],
                        status.mfpConflict().filter(RestAuthorizationServer::isFieldValue),
                        status.retryAfter()
                                .flatMap(value -> RetryAfter.parse(value, clock.instant()))
                                .map(this::clamp),
                        status.error()))
                .or(() -> ExceptionClassifier.statusOfStreamedRequest(failure)
                        .map(status ->
                                new Answer(status, new byte[0], Optional.empty(), Optional.empty(), Optional.empty())));
    }

    private Duration clamp(Duration retryAfter) {
        return retryAfter.compareTo(longestRetryAfter) < 0 ? retryAfter : longestRetryAfter;
    }

    /** The value is sent to the client, so it must not be able to terminate the header field. */
    private static boolean isFieldValue(String value) {
        return !value.isBlank() && value.length() <= 4_096 && value.chars().allMatch(c -> c >= 0x20 && c <= 0x7E);
    }

    /** Aborts the calls in progress. */
    @Override
    public void close() {
        threads.close();
        keepAliveClient.close();
        oneShotClient.close();
    }
}
