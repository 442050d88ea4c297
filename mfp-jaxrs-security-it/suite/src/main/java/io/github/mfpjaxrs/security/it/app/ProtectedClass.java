package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** A resource protected by an annotation on the class itself. */
@Path("protected-class")
@RequestScoped
@MFPProtected("accessRestricted")
public class ProtectedClass {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("read")
    public String read() {
        return "secret";
    }

    @GET
    @Path("stricter")
    @MFPProtected("admin")
    public String stricter() {
        return "top secret";
    }

    @GET
    @Path("permitted")
    @PermitAll
    public String permitted() {
        return caller.getUserPrincipal() == null
                ? "nobody"
                : caller.getUserPrincipal().getName();
    }

    @OPTIONS
    @Path("options")
    public Response options() {
        return Response.ok("secret").build();
    }
}
