package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Declares a requirement for implementing classes on a method. */
public interface MethodAnnotatedInterface {

    @GET
    @Path("read")
    @MFPProtected("accessRestricted")
    String read();
}
