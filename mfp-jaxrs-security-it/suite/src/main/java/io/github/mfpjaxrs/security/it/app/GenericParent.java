package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/**
 * A superclass with a requirement on a method whose parameter type is a type variable.
 *
 * @param <T> the parameter type
 */
public abstract class GenericParent<T> {

    @GET
    @Path("read")
    @MFPProtected("accessRestricted")
    public abstract String read(@QueryParam("q") T question);
}
