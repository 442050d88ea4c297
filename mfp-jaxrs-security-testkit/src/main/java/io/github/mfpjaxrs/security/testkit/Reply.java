package io.github.mfpjaxrs.security.testkit;

/** A response and the fault to apply when sending it, usually {@link Fault#NONE}. */
record Reply(Response response, Fault fault) {

    static Reply of(Response response) {
        return new Reply(response, Fault.NONE);
    }
}
