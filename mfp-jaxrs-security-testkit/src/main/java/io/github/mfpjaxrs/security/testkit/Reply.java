package io.github.mfpjaxrs.security.testkit;

/** The answer to a request, and what is to go wrong with it: {@link Fault#NONE} as a rule. */
record Reply(Response response, Fault fault) {

    static Reply of(Response response) {
        return new Reply(response, Fault.NONE);
    }
}
