package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An interface with a requirement on a method. */
public interface MethodAnnotatedInterface {

    @GET
    @Path("read")
    @MFPProtected("accessRestricted")
    String read();
}
