package io.github.mfpjaxrs.security.it.app;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource protected by its superclass, except for one method. */
@Path("parent-type")
@RequestScoped
public class TypeAnnotatedParentResource extends TypeAnnotatedParent {

    @GET
    @Path("read")
    public String read() {
        return "secret";
    }

    @GET
    @Path("permitted")
    @PermitAll
    public String permitted() {
        return "open";
    }
}
