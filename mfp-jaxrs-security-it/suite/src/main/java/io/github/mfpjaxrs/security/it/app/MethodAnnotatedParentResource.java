package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Overrides one inherited method and repeats that method's JAX-RS annotations. */
@Path("parent-method")
@RequestScoped
public class MethodAnnotatedParentResource extends MethodAnnotatedParent {

    @Override
    @GET
    @Path("overridden")
    public String overridden() {
        return "secret";
    }
}
