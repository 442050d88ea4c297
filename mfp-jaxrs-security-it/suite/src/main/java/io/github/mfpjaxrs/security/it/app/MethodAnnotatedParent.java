package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A superclass with requirements on its methods. */
public abstract class MethodAnnotatedParent {

    @GET
    @Path("overridden")
    @MFPProtected("accessRestricted")
    public String overridden() {
        return "parent's secret";
    }

    @GET
    @Path("inherited")
    @MFPProtected("accessRestricted")
    public String inherited() {
        return "inherited secret";
    }
}
