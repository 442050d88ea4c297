package io.github.mfpjaxrs.security.internal.introspection;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds the access token of this service, and requests a new one when needed, once for all threads. Thread-safe and
 * lock-free: the first thread that finds no fresh token installs a future, and the others wait for it.
 */
final class ClientCredentialsTokens {

    /** PROTOCOL §1: the scope that the introspection endpoint requires of this service. */
    private static final String SCOPE = "authorization.introspect";

    private final AuthorizationServer server;
    private final TokenResponseReader reader = new TokenResponseReader();
    private final EndpointSource endpoints;
    private final ClientAuthentication authentication;
    private final Duration timeout;
    private final Duration rejectionPause;
    private final Ticker ticker;
    private final AtomicReference<CompletableFuture<ClientCredentialsToken>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("no token yet")));

    ClientCredentialsTokens(
            AuthorizationServer server,
            EndpointSource endpoints,
            ClientAuthentication authentication,
            Settings settings,
            Ticker ticker) {
        this.server = server;
        this.endpoints = endpoints;
        this.authentication = authentication;
        this.timeout = settings.timeouts().total();
        this.rejectionPause = settings.guard().rejectionPause();
        this.ticker = ticker;
    }

    /**
     * Returns a token that is expected to be valid.
     *
     * @throws AuthorizationServerFailure if no token can be obtained
     */
    ClientCredentialsToken get() {
        while (true) {
            CompletableFuture<ClientCredentialsToken> promise = current.get();
            if (!promise.isDone() || isFresh(promise)) {
                return Waiting.await(promise, timeout, "access token for this service");
            }
            CompletableFuture<ClientCredentialsToken> mine = new CompletableFuture<>();
            if (current.compareAndSet(promise, mine)) {
                return fetchInto(mine);
            }
        }
    }

    /** Discards a token that the server rejected. A token that has replaced it in the meantime is kept. */
    void discard(ClientCredentialsToken refused) {
        CompletableFuture<ClientCredentialsToken> promise = current.get();
        if (isCurrent(promise, refused)) {
            current.compareAndSet(promise, CompletableFuture.failedFuture(new IllegalStateException("refused")));
        }
    }

    /** Whether {@link #get()} would return this token, unless another thread is replacing it at the same time. */
    boolean isCurrent(ClientCredentialsToken token) {
        return isCurrent(current.get(), token);
    }

    private static boolean isCurrent(CompletableFuture<ClientCredentialsToken> promise, ClientCredentialsToken token) {
        return promise.isDone() && !promise.isCompletedExceptionally() && promise.join() == token;
    }

    private boolean isFresh(CompletableFuture<ClientCredentialsToken> promise) {
        return !promise.isCompletedExceptionally() && promise.join().isFresh(ticker.read());
    }

    private ClientCredentialsToken fetchInto(CompletableFuture<ClientCredentialsToken> promise) {
        try {
            ClientCredentialsToken token = fetch();
            promise.complete(token);
            return token;
        } catch (Throwable e) {
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private ClientCredentialsToken fetch() {
        URI endpoint = endpoints.get().token();
        AuthorizationServer.Answer response =
                server.requestToken(endpoint, authentication.credentialsFor(endpoint), SCOPE);
        if (response.status() == 200) {
            return reader.read(response.json(), ticker.read());
        }
        if (response.status() == 400 || response.rejectsCredentials()) {
            throw AuthorizationServerFailure.credentialsRejected(
                    "configuration: the authorization server's token endpoint answered " + response.status()
                            + response.error().map(error -> " " + error).orElse("")
                            + "; check mfp.client-id, mfp.client-secret, and that this client's allowed scope contains "
                            + SCOPE,
                    rejectionPause);
        }
        throw response.failure("token", endpoint);
    }
}
