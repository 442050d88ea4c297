package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource that can be reached only through open resources. */
public class OpenVault {

    @GET
    @Path("content")
    public String content() {
        return "open";
    }
}
