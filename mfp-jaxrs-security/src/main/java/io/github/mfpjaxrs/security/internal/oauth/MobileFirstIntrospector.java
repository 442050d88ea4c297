package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.oauth.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;

/**
 * Introspects with a bearer token of our own, as MobileFirst demands. When that token is refused, it gets another and
 * asks once more: the refusal is never the client's fault. Thread-safe.
 */
public final class MobileFirstIntrospector implements TokenIntrospector {

    private final AuthorizationServer server;
    private final OwnTokens ownTokens;
    private final IntrospectionReader reader = new IntrospectionReader();
    private final Duration rejectionPause;

    /**
     * Asks nothing yet.
     *
     * @param server the server to ask
     * @param settings who we are there
     * @param ticker the time
     */
    public MobileFirstIntrospector(AuthorizationServer server, Settings settings, Ticker ticker) {
        this.server = server;
        this.ownTokens = new OwnTokens(server, settings, ticker);
        this.rejectionPause = settings.guard().rejectionPause();
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        OwnToken own = ownTokens.get();
        Answer answer = server.introspect(own.authorization(), accessToken);
        if (answer.rejectsCaller()) {
            ownTokens.discard(own);
            own = ownTokens.get();
            answer = server.introspect(own.authorization(), accessToken);
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
