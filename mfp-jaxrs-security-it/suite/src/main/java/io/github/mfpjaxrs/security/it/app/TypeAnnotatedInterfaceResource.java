package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Has the JAX-RS annotations, while the interface declares the requirement. */
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
