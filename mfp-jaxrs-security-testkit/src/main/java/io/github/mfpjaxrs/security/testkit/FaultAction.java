package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;

/** A fault's effect on an exchange. */
@FunctionalInterface
interface FaultAction {

    /** Applies the fault and returns whether the connection can be used for another request. */
    boolean play(Exchange exchange) throws IOException;
}
