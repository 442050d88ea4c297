package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Inherits a protected method and a protected locator that are accessible only through bridge methods (J13). */
@Path("facade")
@RequestScoped
public class Facade extends HiddenBase {

    @GET
    public String hello() {
        return "open";
    }
}
