package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Requires one scope with the library's annotation, and another scope as a role with {@code @RolesAllowed}. */
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
