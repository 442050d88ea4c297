package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;

/** What a fault does with an exchange. */
@FunctionalInterface
interface FaultAction {

    /** Returns whether the connection is still good for another request. */
    boolean play(Exchange exchange) throws IOException;
}
