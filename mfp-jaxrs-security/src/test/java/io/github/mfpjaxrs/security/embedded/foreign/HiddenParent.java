package io.github.mfpjaxrs.security.embedded.foreign;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A superclass that generated subclasses in other packages cannot access. */
class HiddenParent {

    @GET
    @Path("inherited")
    @MFPProtected("accessRestricted")
    public String inherited() {
        return "secret";
    }
}
