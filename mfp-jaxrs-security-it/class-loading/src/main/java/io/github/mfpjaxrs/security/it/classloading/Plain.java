package io.github.mfpjaxrs.security.it.classloading;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource that uses the library's annotation but injects nothing from the library. */
@Path("plain")
public class Plain {

    @GET
    @MFPProtected("accessRestricted")
    public String read() {
        return "secret";
    }
}
