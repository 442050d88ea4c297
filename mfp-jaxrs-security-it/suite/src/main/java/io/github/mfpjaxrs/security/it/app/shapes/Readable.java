package io.github.mfpjaxrs.security.it.app.shapes;

import jakarta.ws.rs.GET;

/** Makes a method of {@link Unfinished} a resource method. */
public interface Readable {

    @GET
    String get();
}
