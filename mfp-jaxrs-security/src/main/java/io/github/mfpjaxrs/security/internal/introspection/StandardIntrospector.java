package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.util.Optional;

/**
 * Introspects tokens by sending this service's client credentials in each request, as most servers expect (RFC 7662
 * §2.1). Thread-safe.
 */
final class StandardIntrospector implements TokenIntrospector {

    /** Identifies the status check in the server's log. */
    private static final String CHECK = "mfp-jaxrs-security-status-check";

    private final AuthorizationServer server;
    private final EndpointSource endpoints;
    private final ClientAuthentication authentication;
    private final RefusalJudge judge;
    private final IntrospectionResponses responses;
    private final Duration rejectionPause;

    StandardIntrospector(
            AuthorizationServer server,
            EndpointSource endpoints,
            ClientAuthentication authentication,
            RefusalJudge judge,
            IntrospectionResponses responses,
            Duration rejectionPause) {
        this.server = server;
        this.endpoints = endpoints;
        this.authentication = authentication;
        this.judge = judge;
        this.responses = responses;
        this.rejectionPause = rejectionPause;
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        Endpoints known = endpoints();
        AuthorizationServer.Answer response = server.introspect(
                known.introspection(), authentication.credentialsFor(known.introspection()), accessToken);
        boolean refused = response.rejectsCredentials()
                || response.error().filter("invalid_client"::equals).isPresent();
        if (!refused) {
            return responses.read(response, accessToken);
        }
        // Unlike an access token, client credentials do not expire. If the server accepts the credentials for other
        // tokens, they are valid.
        RefusalJudge.Culprit culprit = judge.judge(accessToken);
        return responses.readRefusal(
                response.status(),
                culprit == RefusalJudge.Culprit.PROBABLY_TOKEN ? RefusalJudge.Culprit.TOKEN : culprit,
                "; check mfp.client-id, mfp.client-secret and mfp.introspection.authentication"
                        + authentication.advice(),
                rejectionPause);
    }

    /** Introspects a string that is not a token, because this service has no access token to introspect. */
    @Override
    public Optional<IntrospectionResult> check() {
        return Optional.of(introspect(CHECK));
    }

    private Endpoints endpoints() {
        try {
            return endpoints.get();
        } catch (AuthorizationServerFailure e) {
            throw e.beforeIntrospection();
        }
    }
}
