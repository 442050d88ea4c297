package io.github.mfpjaxrs.security.it.classloading;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An open resource that shows whether the JAX-RS engine under test serves the application. */
@Path("open")
public class Open {

    @GET
    public String read() {
        return "open";
    }
}
