package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Overrides one method, repeating its JAX-RS annotations, and inherits the other. */
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
