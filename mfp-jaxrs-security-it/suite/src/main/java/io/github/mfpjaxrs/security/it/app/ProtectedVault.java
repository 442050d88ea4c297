package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource that is protected by itself. */
@MFPProtected("accessRestricted")
public class ProtectedVault {

    private final String content;

    /** With a parameter, as sub-resources have it, which nobody but their locator can create. */
    public ProtectedVault(String content) {
        this.content = content;
    }

    @GET
    @Path("content")
    public String content() {
        return content;
    }
}
