package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.GET;

/** An interface that contradicts {@link Taken}. */
public interface Offered {

    @GET
    String bid();
}
