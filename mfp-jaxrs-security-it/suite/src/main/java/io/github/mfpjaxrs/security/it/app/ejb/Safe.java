package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ejb.Local;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An interface that makes its implementation a root resource. */
@Local
@Path("safe")
public interface Safe {

    @GET
    String get();
}
