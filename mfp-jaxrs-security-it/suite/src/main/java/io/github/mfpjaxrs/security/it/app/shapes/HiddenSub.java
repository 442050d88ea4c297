package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.ws.rs.GET;

/** Not public. */
abstract class HiddenSub {

    @GET
    public String all() {
        return "secret";
    }
}
