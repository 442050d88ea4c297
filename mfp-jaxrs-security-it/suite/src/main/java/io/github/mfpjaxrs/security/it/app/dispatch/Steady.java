package io.github.mfpjaxrs.security.it.app.dispatch;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A bean that does not need a request scope. */
@Path("frames/steady")
@ApplicationScoped
public class Steady {

    @GET
    @MFPProtected("accessRestricted")
    public String steady(@Context SecurityContext standard) {
        return "steady secret of " + standard.getUserPrincipal().getName();
    }
}
