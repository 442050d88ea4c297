package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource with contradictory annotations, whose intent cannot be determined. */
@Path("unenforceable")
@RequestScoped
public class UnenforceablePlacement {

    @GET
    @MFPProtected("accessRestricted")
    @PermitAll
    public String read() {
        return "secret";
    }
}
