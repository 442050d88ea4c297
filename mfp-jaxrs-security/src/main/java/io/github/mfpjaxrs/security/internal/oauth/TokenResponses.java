package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.internal.oauth.AuthorizationServer.Answer;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;

/** What the introspection endpoint's responses mean for the token that they are about, in both dialects. Thread-safe. */
final class TokenResponses {

    private final RefusalJudge judge;
    private final boolean clientErrorMeansInactive;
    private final IntrospectionReader reader = new IntrospectionReader();

    TokenResponses(RefusalJudge judge, boolean clientErrorMeansInactive) {
        this.judge = judge;
        this.clientErrorMeansInactive = clientErrorMeansInactive;
    }

    /**
     * Reads a response that does not refuse our credentials.
     *
     * @throws ServerTrouble if it has no verdict on the token
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
     * The server refuses our credentials for this token, and accepts them for others.
     *
     * @param culprit whether it can be anything but the token's fault; clients lose a token that is called inactive
     * @throws ServerTrouble unless the configuration says that such a token is not active
     */
    IntrospectionResult refused(int status, RefusalJudge.Culprit culprit) {
        if (clientErrorMeansInactive && culprit == RefusalJudge.Culprit.TOKEN) {
            return new IntrospectionResult.Inactive();
        }
        throw new ServerTrouble(
                ServerTrouble.Kind.TOKEN_REFUSED,
                "the introspection endpoint answered " + status + " for one token, and accepts this client for others");
    }
}
