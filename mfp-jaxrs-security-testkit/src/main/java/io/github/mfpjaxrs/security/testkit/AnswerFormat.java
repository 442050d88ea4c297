package io.github.mfpjaxrs.security.testkit;

import java.util.Map;

/** The format of an introspection response. */
interface AnswerFormat {

    /** Returns the response members for an active token, in order. The keys are names, and the values are JSON text. */
    Map<String, String> active(TokenDetails details, TokenStore store);

    /** Returns the response for any other token. */
    String inactive();
}
