package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Inherits everything from the interface's method. */
@Path("interface-method")
@RequestScoped
public class MethodAnnotatedInterfaceResource implements MethodAnnotatedInterface {

    @Override
    public String read() {
        return "secret";
    }
}
