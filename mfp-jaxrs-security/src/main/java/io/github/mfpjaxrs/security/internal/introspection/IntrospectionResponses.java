package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.Duration;

/** Interprets introspection responses from MobileFirst and other servers. Thread-safe. */
final class IntrospectionResponses {

    private final RefusalJudge judge;
    private final boolean clientErrorMeansInactive;
    private final IntrospectionReader reader;

    IntrospectionResponses(String server, RefusalJudge judge, boolean clientErrorMeansInactive) {
        this.reader = new IntrospectionReader(server);
        this.judge = judge;
        this.clientErrorMeansInactive = clientErrorMeansInactive;
    }

    /**
     * Interprets a response that does not reject this service's credentials.
     *
     * @throws AuthorizationServerFailure if the response does not state whether the token is active
     */
    IntrospectionResult read(Answer response, String accessToken) {
        if (response.status() == 200) {
            IntrospectionResult result = reader.read(response.json());
            judge.accepted(accessToken);
            return result;
        }
        boolean clientError = response.status() == 400 || response.status() == 404;
        if (clientError && clientErrorMeansInactive && judge.isAcceptedForAnother(accessToken)) {
            return new IntrospectionResult.Inactive();
        }
        throw response.failure("introspection");
    }

    /**
     * Interprets a response that rejects this service's credentials.
     *
     * @param culprit the cause of the rejection. {@link RefusalJudge.Culprit#TOKEN} must be certain, because clients
     *     discard a token that is reported as inactive
     * @param advice advice for the operator if the credentials are the cause
     * @param pause how long introspection is suspended if the server has never accepted the credentials. If the
     *     server has accepted them before, only the introspected token is paused, because clients could otherwise
     *     provoke a suspension
     * @throws AuthorizationServerFailure unless the token is the cause and the configuration treats such tokens as
     *     inactive
     */
    IntrospectionResult readRefusal(int status, RefusalJudge.Culprit culprit, String advice, Duration pause) {
        String configuration = "configuration: the introspection endpoint answered " + status + advice;
        return switch (culprit) {
            case CLIENT_NEVER_ACCEPTED -> throw AuthorizationServerFailure.credentialsRejected(configuration, pause);
            case CLIENT_NO_LONGER_ACCEPTED -> throw AuthorizationServerFailure.credentialsRejected(configuration);
            case TOKEN -> {
                if (!clientErrorMeansInactive) {
                    throw refused(status);
                }
                yield new IntrospectionResult.Inactive();
            }
            case PROBABLY_TOKEN -> throw refused(status);
        };
    }

    private static AuthorizationServerFailure refused(int status) {
        return AuthorizationServerFailure.tokenRefused(
                "the introspection endpoint answered " + status + " for one token, but accepts this client for others");
    }
}
