package io.github.mfpjaxrs.peers;

import io.quarkus.security.PermissionsAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Serves the same method twice. Its plain return type makes it run on a worker thread, like a method that does real
 * work.
 */
@Path("/")
@Produces(MediaType.TEXT_PLAIN)
public class Resource {

    private static final String GREETING = "Hello, world";

    /** Open to all callers. */
    @GET
    @Path("open")
    public String open() {
        return GREETING;
    }

    /** Requires a token. */
    @GET
    @Path("protected")
    @PermissionsAllowed("accessRestricted")
    public String guarded() {
        return GREETING;
    }
}
