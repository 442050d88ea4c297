package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource that is protected by itself. */
@MFPProtected("accessRestricted")
public class ProtectedVault {

    @GET
    @Path("content")
    public String content() {
        return "secret";
    }
}
