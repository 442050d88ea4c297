package io.github.mfpjaxrs.security.testkit;

import java.util.Map;

/** The format of an introspection response. */
interface AnswerFormat {

    /** Returns the members of the response for an active token, in order, as JSON text by name. */
    Map<String, String> active(TokenDetails details, TokenStore store);

    /** Returns the response for any other token. */
    String inactive();
}
