package io.github.mfpjaxrs.security.it.app.several;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource that three applications share. It has none of the library's annotations. */
@Path("shared")
@RequestScoped
public class Shared {

    @GET
    public String get() {
        return "secret";
    }
}
