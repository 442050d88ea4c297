package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.introspection.RefusalJudge.Culprit;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Introspects with a bearer token of our own, as MobileFirst demands. If that token is refused, another is fetched and the
 * request is repeated once; {@link RefusalJudge} bounds that, and finds the culprit of a refusal that stands. Thread-safe.
 */
final class MobileFirstIntrospector implements TokenIntrospector {

    private final AuthorizationServer server;
    private final EndpointSource endpoints;
    private final ClientCredentialsTokens ownTokens;
    private final RefusalJudge judge;
    private final IntrospectionResponses responses;
    private final Duration rejectionPause;

    MobileFirstIntrospector(
            AuthorizationServer server,
            EndpointSource endpoints,
            ClientCredentialsTokens ownTokens,
            RefusalJudge judge,
            IntrospectionResponses responses,
            Duration rejectionPause) {
        this.server = server;
        this.endpoints = endpoints;
        this.ownTokens = ownTokens;
        this.judge = judge;
        this.responses = responses;
        this.rejectionPause = rejectionPause;
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        URI endpoint = beforeTheToken(() -> endpoints.get().introspection());
        ClientCredentialsToken own = beforeTheToken(ownTokens::get);
        Answer answer = server.introspect(endpoint, own.credentials(), accessToken);
        if (!answer.rejectsCaller()) {
            return result(answer, accessToken);
        }
        if (ownTokens.isCurrent(own) && !judge.mayRenew(accessToken)) {
            return refused(answer, own, judge.judge(accessToken));
        }
        ownTokens.discard(own);
        ClientCredentialsToken renewed = renewedFor(accessToken);
        answer = server.introspect(endpoint, renewed.credentials(), accessToken);
        if (!answer.rejectsCaller()) {
            judge.giveBackRenewal(accessToken);
            return result(answer, accessToken);
        }
        // A token that is new cannot have been revoked: if it is not our credentials, then it is the client's token.
        Culprit culprit = judge.judge(accessToken);
        return refused(answer, renewed, culprit == Culprit.PROBABLY_TOKEN ? Culprit.TOKEN : culprit);
    }

    private ClientCredentialsToken renewedFor(String accessToken) {
        try {
            return beforeTheToken(ownTokens::get);
        } catch (AuthorizationServerFailure e) {
            judge.giveBackRenewal(accessToken);
            throw e;
        }
    }

    private static <T> T beforeTheToken(Supplier<T> preparation) {
        try {
            return preparation.get();
        } catch (AuthorizationServerFailure e) {
            throw e.beforeTheToken();
        }
    }

    private IntrospectionResult result(Answer answer, String accessToken) {
        if (answer.status() == 409 && answer.mfpConflict().isPresent()) {
            judge.accepted(accessToken);
            return new IntrospectionResult.Conflict(answer.mfpConflict().get());
        }
        return responses.read(answer, accessToken);
    }

    private IntrospectionResult refused(Answer answer, ClientCredentialsToken own, Culprit culprit) {
        if (culprit == Culprit.CALLER_NEVER_ACCEPTED) {
            ownTokens.discard(own);
        }
        return responses.readRefusal(
                answer.status(),
                culprit,
                " to a new token of our own; check mfp.client-id, and that this client may introspect",
                rejectionPause);
    }
}
