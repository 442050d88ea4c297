package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Holds the token of our own, and gets another when it is needed: once, however many threads want it. Thread-safe, and
 * without a lock: who finds no token puts a promise in its place, and the others wait for that.
 */
final class OwnTokens {

    /** PROTOCOL §1: what the introspection endpoint demands of its caller. */
    private static final String SCOPE = "authorization.introspect";

    private final AuthorizationServer server;
    private final OwnTokenReader reader = new OwnTokenReader();
    private final EndpointSource endpoints;
    private final ClientAuthentication authentication;
    private final Duration patience;
    private final Duration rejectionPause;
    private final Ticker ticker;
    private final AtomicReference<CompletableFuture<OwnToken>> current =
            new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("no token yet")));

    OwnTokens(
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
     * @throws ServerTrouble if there is none to be had
     */
    OwnToken get() {
        while (true) {
            CompletableFuture<OwnToken> promise = current.get();
            if (!promise.isDone() || isFresh(promise)) {
                return await(promise);
            }
            CompletableFuture<OwnToken> mine = new CompletableFuture<>();
            if (current.compareAndSet(promise, mine)) {
                return fetchInto(mine);
            }
        }
    }

    /** Gives up a token that the server refused. One that has replaced it since stays. */
    void discard(OwnToken refused) {
        CompletableFuture<OwnToken> promise = current.get();
        if (isCurrent(promise, refused)) {
            current.compareAndSet(promise, CompletableFuture.failedFuture(new IllegalStateException("refused")));
        }
    }

    /** Whether {@link #get()} would return this token, unless another thread is replacing it at this moment. */
    boolean isCurrent(OwnToken token) {
        return isCurrent(current.get(), token);
    }

    private static boolean isCurrent(CompletableFuture<OwnToken> promise, OwnToken token) {
        return promise.isDone() && !promise.isCompletedExceptionally() && promise.join() == token;
    }

    private boolean isFresh(CompletableFuture<OwnToken> promise) {
        return !promise.isCompletedExceptionally() && promise.join().isFresh(ticker.read());
    }

    private OwnToken fetchInto(CompletableFuture<OwnToken> promise) {
        try {
            OwnToken token = fetch();
            promise.complete(token);
            return token;
        } catch (Throwable e) {
            promise.completeExceptionally(e);
            throw e;
        }
    }

    private OwnToken fetch() {
        URI endpoint = endpoints.get().token();
        AuthorizationServer.Answer answer = server.requestToken(endpoint, authentication.at(endpoint), SCOPE);
        if (answer.status() == 200) {
            return reader.read(answer.json(), ticker.read());
        }
        if (answer.status() == 400 || answer.rejectsCaller()) {
            throw new ServerTrouble(
                    ServerTrouble.Kind.CREDENTIALS_REJECTED,
                    "configuration: the authorization server's token endpoint answered " + answer.status()
                            + answer.error().map(error -> " " + error).orElse("")
                            + "; check mfp.client-id, mfp.client-secret, and that this client's allowed scope holds "
                            + SCOPE,
                    rejectionPause);
        }
        throw answer.trouble("token", endpoint);
    }

    private OwnToken await(CompletableFuture<OwnToken> promise) {
        try {
            return promise.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerTrouble trouble) {
                throw trouble;
            }
            throw new ServerTrouble(
                    ServerTrouble.Kind.BAD_ANSWER, "the token endpoint could not be asked", e.getCause());
        } catch (TimeoutException e) {
            ServerTrouble late =
                    new ServerTrouble(ServerTrouble.Kind.TIMEOUT, "no token of our own within " + patience);
            // Whoever fetches it may hang on a connection that does not end. The next one tries afresh.
            promise.completeExceptionally(late);
            throw late;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerTrouble(ServerTrouble.Kind.TIMEOUT, "interrupted while waiting for a token of our own");
        }
    }
}
