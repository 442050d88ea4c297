package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource with one open and one protected method. */
public class HalfProtectedVault {

    @GET
    @Path("open")
    public String open() {
        return "open";
    }

    @GET
    @Path("content")
    @MFPProtected("accessRestricted")
    public String content() {
        return "secret";
    }
}
