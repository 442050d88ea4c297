package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.security.DenyAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A protected class with a method that denies every caller (J23). */
@Path("closed")
@RequestScoped
@MFPProtected("accessRestricted")
public class Closed {

    @GET
    @Path("denied")
    @DenyAll
    public String denied() {
        return "secret";
    }

    @GET
    @Path("open-to-scope")
    public String openToScope() {
        return "secret";
    }
}
