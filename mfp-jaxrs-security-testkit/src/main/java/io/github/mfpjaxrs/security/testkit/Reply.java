package io.github.mfpjaxrs.security.testkit;

/** The response to a request and the fault to apply to it, usually {@link Fault#NONE}. */
record Reply(Response response, Fault fault) {

    static Reply of(Response response) {
        return new Reply(response, Fault.NONE);
    }
}
