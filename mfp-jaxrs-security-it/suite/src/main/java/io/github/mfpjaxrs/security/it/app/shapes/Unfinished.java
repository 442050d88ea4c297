package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A superclass whose annotated method becomes a resource method only in its subclass (J15). */
public class Unfinished {

    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }

    @GET
    @Path("open")
    public String open() {
        return "open";
    }
}
