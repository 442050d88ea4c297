package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource without any of the library's annotations. */
@Path("ordinary")
@RequestScoped
public class OrdinaryResource {

    @GET
    public String read() {
        return "ordinary";
    }
}
