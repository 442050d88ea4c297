package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/**
 * Declares the requirement of subclasses on a method with a type variable.
 *
 * @param <T> the type of a parameter
 */
public abstract class GenericParent<T> {

    @GET
    @Path("read")
    @MFPProtected("accessRestricted")
    public abstract String read(@QueryParam("q") T question);
}
