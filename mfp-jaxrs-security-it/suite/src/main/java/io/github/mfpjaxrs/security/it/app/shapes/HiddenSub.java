package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.ws.rs.GET;

/** The non-public superclass of {@link OnlyBridges}. */
abstract class HiddenSub {

    @GET
    public String all() {
        return "secret";
    }
}
