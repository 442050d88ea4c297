package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource with an open method and a protected one. */
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
