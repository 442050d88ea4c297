package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.ws.rs.GET;

/** The only interface that the proxy exposes (J30). */
public interface Shown {

    @GET
    String get();
}
