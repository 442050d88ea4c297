package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Maps every exception, as many applications do. */
@Provider
public class EveryThrowableMapper implements ExceptionMapper<Throwable> {

    /** The status of every mapped response. */
    public static final int STATUS = 418;

    @Override
    public Response toResponse(Throwable failure) {
        return Response.status(STATUS).entity("mapped").build();
    }
}
