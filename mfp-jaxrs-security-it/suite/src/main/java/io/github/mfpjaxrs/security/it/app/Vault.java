package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource that says nothing about itself. */
public class Vault {

    @GET
    @Path("content")
    public String content() {
        return "secret";
    }
}
