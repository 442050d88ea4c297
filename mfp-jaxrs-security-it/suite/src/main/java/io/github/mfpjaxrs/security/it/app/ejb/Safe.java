package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ejb.Local;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A root resource by its interface. */
@Local
@Path("safe")
public interface Safe {

    @GET
    String get();
}
