package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;

/** A sub-resource without the library's annotations. */
public class Secret {

    @GET
    public String get() {
        return "secret";
    }

    @DELETE
    public String delete() {
        return "secret";
    }
}
