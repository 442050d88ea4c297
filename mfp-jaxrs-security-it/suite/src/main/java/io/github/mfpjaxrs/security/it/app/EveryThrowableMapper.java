package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Catches whatever is thrown, as many an application does. */
@Provider
public class EveryThrowableMapper implements ExceptionMapper<Throwable> {

    /** What it answers to everything. */
    public static final int STATUS = 418;

    @Override
    public Response toResponse(Throwable failure) {
        return Response.status(STATUS).entity("mapped").build();
    }
}
