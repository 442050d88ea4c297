package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Inherits all annotations on its method from the interface. */
@Path("interface-method")
@RequestScoped
public class MethodAnnotatedInterfaceResource implements MethodAnnotatedInterface {

    @Override
    public String read() {
        return "secret";
    }
}
