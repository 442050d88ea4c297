package io.github.mfpjaxrs.security.testkit;

import java.util.Map;

/** How an introspection answer is written. */
interface AnswerFormat {

    /** The members of the answer for an active token, in order, each with its JSON text. */
    Map<String, String> active(IssuedToken token, TokenStore store);

    /** The answer for any other token. */
    String inactive();
}
