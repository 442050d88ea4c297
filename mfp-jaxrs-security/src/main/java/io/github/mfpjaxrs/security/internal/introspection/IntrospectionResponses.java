package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.Duration;

/** What the introspection endpoint's responses mean for the token that they are about, in both dialects. Thread-safe. */
final class IntrospectionResponses {

    private final RefusalJudge judge;
    private final boolean clientErrorMeansInactive;
    private final IntrospectionReader reader = new IntrospectionReader();

    IntrospectionResponses(RefusalJudge judge, boolean clientErrorMeansInactive) {
        this.judge = judge;
        this.clientErrorMeansInactive = clientErrorMeansInactive;
    }

    /**
     * Reads a response that does not refuse our credentials.
     *
     * @throws AuthorizationServerFailure if it has no verdict on the token
     */
    IntrospectionResult read(Answer answer, String accessToken) {
        if (answer.status() == 200) {
            IntrospectionResult result = reader.read(answer.json());
            judge.accepted(accessToken);
            return result;
        }
        boolean clientError = answer.status() == 400 || answer.status() == 404;
        if (clientError && clientErrorMeansInactive && judge.isAcceptedForAnother(accessToken)) {
            return new IntrospectionResult.Inactive();
        }
        throw answer.trouble("introspection");
    }

    /**
     * Reads a refusal of our credentials.
     *
     * @param culprit whose fault it is; clients lose a token that is called inactive, so that must be certain
     * @param advice what the operator is to check if it is ours
     * @param pause how long to introspect nothing if we were never accepted. If we were, clients could bring such a pause
     *     about: then the token alone is left alone
     * @throws AuthorizationServerFailure unless the configuration says that such a token is not active
     */
    IntrospectionResult readRefusal(int status, RefusalJudge.Culprit culprit, String advice, Duration pause) {
        String configuration = "configuration: the introspection endpoint answered " + status + advice;
        return switch (culprit) {
            case CALLER_NEVER_ACCEPTED ->
                throw new AuthorizationServerFailure(
                        AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED, configuration, pause);
            case CALLER_NO_LONGER_ACCEPTED ->
                throw new AuthorizationServerFailure(
                        AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED, configuration);
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
        return new AuthorizationServerFailure(
                AuthorizationServerFailure.Kind.TOKEN_REFUSED,
                "the introspection endpoint answered " + status + " for one token, and accepts this client for others");
    }
}
