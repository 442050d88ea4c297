package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Relies on the annotation alone: injects nothing that would be missed. */
@Path("plain")
public class Plain {

    @GET
    @MFPProtected("accessRestricted")
    public String read() {
        return "secret";
    }
}
