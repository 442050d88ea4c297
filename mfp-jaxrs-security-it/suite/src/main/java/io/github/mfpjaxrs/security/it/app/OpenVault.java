package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource that only open resources lead to. */
public class OpenVault {

    @GET
    @Path("content")
    public String content() {
        return "open";
    }
}
