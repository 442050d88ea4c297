package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.ws.rs.GET;

/** The interface that objects behind a proxy expose (J30). */
public interface Shown {

    @GET
    String get();
}
