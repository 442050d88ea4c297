package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource without security annotations. */
public class Vault {

    @GET
    @Path("content")
    public String content() {
        return "secret";
    }
}
