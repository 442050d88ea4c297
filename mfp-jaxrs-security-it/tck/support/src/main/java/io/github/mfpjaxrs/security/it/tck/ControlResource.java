package io.github.mfpjaxrs.security.it.tck;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/**
 * A resource with an open and a protected method. In runs without the library, Java ignores the annotation, because
 * its class is missing.
 */
@Path("control")
public class ControlResource {

    @GET
    @Path("open")
    public String open() {
        return "open";
    }

    @GET
    @Path("protected")
    @MFPProtected
    public String guarded() {
        return "protected";
    }
}
