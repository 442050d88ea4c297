package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Repeats the interface's JAX-RS annotations, so that runtimes ignore those on the interface. */
@Path("redeclared")
@RequestScoped
public class RedeclaringResource implements MethodAnnotatedInterface {

    @Override
    @GET
    @Path("read")
    public String read() {
        return "secret";
    }
}
