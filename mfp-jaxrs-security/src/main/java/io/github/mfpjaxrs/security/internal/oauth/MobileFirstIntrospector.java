package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.internal.oauth.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.net.URI;
import java.time.Duration;

/**
 * Introspects with a bearer token of our own, as MobileFirst demands. When that token is refused, it gets another and
 * asks once more: the refusal is never the client's fault. Thread-safe.
 */
final class MobileFirstIntrospector implements TokenIntrospector {

    private final AuthorizationServer server;
    private final EndpointSource endpoints;
    private final OwnTokens ownTokens;
    private final IntrospectionReader reader = new IntrospectionReader();
    private final Duration rejectionPause;

    MobileFirstIntrospector(
            AuthorizationServer server, EndpointSource endpoints, OwnTokens ownTokens, Duration rejectionPause) {
        this.server = server;
        this.endpoints = endpoints;
        this.ownTokens = ownTokens;
        this.rejectionPause = rejectionPause;
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        URI endpoint = endpoints.get().introspection();
        OwnToken own = ownTokens.get();
        Answer answer = server.introspect(endpoint, own.credentials(), accessToken);
        if (answer.rejectsCaller()) {
            ownTokens.discard(own);
            own = ownTokens.get();
            answer = server.introspect(endpoint, own.credentials(), accessToken);
        }
        if (answer.rejectsCaller()) {
            ownTokens.discard(own);
            throw new ServerTrouble(
                    ServerTrouble.Kind.CREDENTIALS_REJECTED,
                    "configuration: the introspection endpoint answered " + answer.status()
                            + " to a new token of our own; check mfp.client-id, and that this client may introspect",
                    rejectionPause);
        }
        return result(answer);
    }

    private IntrospectionResult result(Answer answer) {
        if (answer.status() == 200) {
            return reader.read(answer.json());
        }
        if (answer.status() == 409 && answer.mfpConflict().isPresent()) {
            return new IntrospectionResult.Conflict(answer.mfpConflict().get());
        }
        throw answer.trouble("introspection");
    }
}
