package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A sub-resource with the annotation on its own class. */
@MFPProtected("accessRestricted")
public class ProtectedVault {

    private final String content;

    /** Takes an argument, as is typical of sub-resources that only a locator can create. */
    public ProtectedVault(String content) {
        this.content = content;
    }

    @GET
    @Path("content")
    public String content() {
        return content;
    }
}
