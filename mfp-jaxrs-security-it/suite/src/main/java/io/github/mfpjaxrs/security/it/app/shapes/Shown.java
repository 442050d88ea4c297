package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.ws.rs.GET;

/** What objects behind a proxy show (J30). */
public interface Shown {

    @GET
    String get();
}
