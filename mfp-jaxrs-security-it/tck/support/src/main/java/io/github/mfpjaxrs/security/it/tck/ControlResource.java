package io.github.mfpjaxrs.security.it.tck;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Has an open method and a protected one. Without the library, the annotation is unknown. */
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
