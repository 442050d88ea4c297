package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;

/** The effect of a fault on an exchange. */
@FunctionalInterface
interface FaultAction {

    /** Returns whether the connection can be used for another request. */
    boolean play(Exchange exchange) throws IOException;
}
