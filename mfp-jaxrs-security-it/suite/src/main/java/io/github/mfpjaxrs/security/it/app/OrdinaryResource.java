package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Has no annotation of the library. */
@Path("ordinary")
@RequestScoped
public class OrdinaryResource {

    @GET
    public String read() {
        return "ordinary";
    }
}
