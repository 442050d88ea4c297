package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Declares the JAX-RS annotations itself and inherits the requirement from the interface. */
@Path("interface-type")
@RequestScoped
public class TypeAnnotatedInterfaceResource implements TypeAnnotatedInterface {

    @Override
    @GET
    @Path("read")
    public String read() {
        return "secret";
    }
}
