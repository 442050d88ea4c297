package io.github.mfpjaxrs.security.internal.introspection;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds the token of our own, and gets another when it is needed: once, however many threads want it. Thread-safe, and
 * without a lock: who finds no token puts a promise in its place, and the others wait for that.
 */
final class ClientCredentialsTokens {

    /** PROTOCOL §1: what the introspection endpoint demands of its caller. */
    private static final String SCOPE = "authorization.introspect";

    private final AuthorizationServer server;
    private final TokenResponseReader reader = new TokenResponseReader();
    private final EndpointSource endpoints;
    private final ClientAuthentication authentication;
    private final Duration patience;
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
        this.patience = settings.timeouts().total();
        this.rejectionPause = settings.guard().rejectionPause();
        this.ticker = ticker;
    }

    /**
     * A token that is good by what we know.
     *
     * @throws AuthorizationServerFailure if there is none to be had
     */
    ClientCredentialsToken get() {
        while (true) {
            CompletableFuture<ClientCredentialsToken> promise = current.get();
            if (!promise.isDone() || isFresh(promise)) {
                return await(promise);
            }
            CompletableFuture<ClientCredentialsToken> mine = new CompletableFuture<>();
            if (current.compareAndSet(promise, mine)) {
                return fetchInto(mine);
            }
        }
    }

    /** Gives up a token that the server refused. One that has replaced it since stays. */
    void discard(ClientCredentialsToken refused) {
        CompletableFuture<ClientCredentialsToken> promise = current.get();
        if (isCurrent(promise, refused)) {
            current.compareAndSet(promise, CompletableFuture.failedFuture(new IllegalStateException("refused")));
        }
    }

    /** Whether {@link #get()} would return this token, unless another thread is replacing it at this moment. */
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
        AuthorizationServer.Answer answer = server.requestToken(endpoint, authentication.at(endpoint), SCOPE);
        if (answer.status() == 200) {
            return reader.read(answer.json(), ticker.read());
        }
        if (answer.status() == 400 || answer.rejectsCaller()) {
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED,
                    "configuration: the authorization server's token endpoint answered " + answer.status()
                            + answer.error().map(error -> " " + error).orElse("")
                            + "; check mfp.client-id, mfp.client-secret, and that this client's allowed scope holds "
                            + SCOPE,
                    rejectionPause);
        }
        throw answer.trouble("token", endpoint);
    }

    private ClientCredentialsToken await(CompletableFuture<ClientCredentialsToken> promise) {
        try {
            return promise.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationServerFailure trouble) {
                throw trouble;
            }
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.BAD_ANSWER,
                    "the token endpoint could not be asked",
                    Objects.requireNonNullElse(e.getCause(), e));
        } catch (TimeoutException e) {
            AuthorizationServerFailure late = new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.TIMEOUT, "no token of our own within " + patience);
            // Whoever fetches it may hang on a connection that does not end. The next one tries afresh.
            promise.completeExceptionally(late);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuthorizationServerFailure(
                    AuthorizationServerFailure.Kind.TIMEOUT, "interrupted while waiting for a token of our own");
        }
    }
}
