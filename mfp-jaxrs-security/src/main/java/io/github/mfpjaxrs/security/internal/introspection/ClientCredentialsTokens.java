package io.github.mfpjaxrs.security.internal.introspection;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.SharedValue;
import java.net.URI;
import java.time.Duration;

/**
 * Holds this service's access token. When a new access token is needed, one thread requests it for all threads.
 * Thread-safe and lock-free.
 */
final class ClientCredentialsTokens {

    /** The scope that the introspection endpoint requires of this service (PROTOCOL §1). */
    private static final String SCOPE = "authorization.introspect";

    private final AuthorizationServer server;
    private final TokenResponseReader reader = new TokenResponseReader();
    private final EndpointSource endpoints;
    private final ClientAuthentication authentication;
    private final Duration rejectionPause;
    private final Ticker ticker;
    private final SharedValue<ClientCredentialsToken> current;

    ClientCredentialsTokens(
            AuthorizationServer server,
            EndpointSource endpoints,
            ClientAuthentication authentication,
            Settings settings,
            Ticker ticker) {
        this.server = server;
        this.endpoints = endpoints;
        this.authentication = authentication;
        this.rejectionPause = settings.guard().rejectionPause();
        this.ticker = ticker;
        this.current = new SharedValue<>(
                "access token for this service", settings.timeouts().total());
    }

    /**
     * Returns a token that is expected to be valid.
     *
     * @throws AuthorizationServerFailure if no token can be obtained
     */
    ClientCredentialsToken get() {
        return current.get(token -> token.isFresh(ticker.read()), this::fetch);
    }

    /**
     * Discards a token that the server rejected. If another token has replaced it in the meantime, that token is
     * kept.
     */
    void discard(ClientCredentialsToken refused) {
        current.discard(refused);
    }

    /** Whether this is the token currently held. Another thread might be replacing it at the same time. */
    boolean isCurrent(ClientCredentialsToken token) {
        return current.peek().filter(held -> held == token).isPresent();
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
