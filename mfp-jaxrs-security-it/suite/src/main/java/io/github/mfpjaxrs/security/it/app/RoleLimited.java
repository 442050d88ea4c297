package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Requires a scope through the library's annotation, and another as a role through the standard one. */
@Path("role-limited")
@RequestScoped
@MFPProtected("accessRestricted")
public class RoleLimited {

    @GET
    @RolesAllowed("admin")
    public String read() {
        return "secret";
    }
}
