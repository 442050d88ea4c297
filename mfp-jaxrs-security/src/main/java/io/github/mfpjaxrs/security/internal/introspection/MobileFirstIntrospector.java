package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.introspection.RefusalJudge.Culprit;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Introspects tokens with this service's own access token, as MobileFirst requires. If the server rejects that access
 * token, this service requests a new one and repeats the introspection once. {@link RefusalJudge} limits these
 * renewals and determines the cause of a persistent rejection. Thread-safe.
 */
final class MobileFirstIntrospector implements TokenIntrospector {

    private final AuthorizationServer server;
    private final EndpointSource endpoints;
    private final ClientCredentialsTokens accessTokens;
    private final RefusalJudge judge;
    private final IntrospectionResponses responses;
    private final Duration rejectionPause;

    MobileFirstIntrospector(
            AuthorizationServer server,
            EndpointSource endpoints,
            ClientCredentialsTokens accessTokens,
            RefusalJudge judge,
            IntrospectionResponses responses,
            Duration rejectionPause) {
        this.server = server;
        this.endpoints = endpoints;
        this.accessTokens = accessTokens;
        this.judge = judge;
        this.responses = responses;
        this.rejectionPause = rejectionPause;
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        URI endpoint = beforeIntrospection(() -> endpoints.get().introspection());
        ClientCredentialsToken own = beforeIntrospection(accessTokens::get);
        Answer response = server.introspect(endpoint, own.credentials(), accessToken);
        if (!response.rejectsCredentials()) {
            return result(response, accessToken);
        }
        if (accessTokens.isCurrent(own) && !judge.mayRenew(own, accessToken)) {
            return refused(response, own, judge.judge(accessToken));
        }
        accessTokens.discard(own);
        ClientCredentialsToken renewed = renewedFor(accessToken);
        response = server.introspect(endpoint, renewed.credentials(), accessToken);
        if (!response.rejectsCredentials()) {
            judge.refundRenewal(accessToken);
            return result(response, accessToken);
        }
        // The new access token cannot have been revoked yet. If the credentials did not cause the rejection, the
        // client's token did.
        Culprit culprit = judge.judge(accessToken);
        return refused(response, renewed, culprit == Culprit.PROBABLY_TOKEN ? Culprit.TOKEN : culprit);
    }

    /**
     * Introspects this service's own access token. The server issued that token, so the server does not mistake the
     * check for an attack.
     */
    @Override
    public Optional<IntrospectionResult> check() {
        return Optional.of(introspect(beforeIntrospection(accessTokens::get).value()));
    }

    private ClientCredentialsToken renewedFor(String accessToken) {
        try {
            return beforeIntrospection(accessTokens::get);
        } catch (AuthorizationServerFailure e) {
            judge.refundRenewal(accessToken);
            throw e;
        }
    }

    private static <T> T beforeIntrospection(Supplier<T> preparation) {
        try {
            return preparation.get();
        } catch (AuthorizationServerFailure e) {
            throw e.beforeIntrospection();
        }
    }

    private IntrospectionResult result(Answer response, String accessToken) {
        if (response.status() == 409 && response.mfpConflict().isPresent()) {
            judge.accepted(accessToken);
            return new IntrospectionResult.Conflict(response.mfpConflict().get());
        }
        return responses.read(response, accessToken);
    }

    private IntrospectionResult refused(Answer response, ClientCredentialsToken own, Culprit culprit) {
        if (culprit == Culprit.CLIENT_NEVER_ACCEPTED) {
            accessTokens.discard(own);
        }
        return responses.readRefusal(
                response.status(),
                culprit,
                " to a new access token of this service; check mfp.client-id, and that this client may introspect",
                rejectionPause);
    }
}
