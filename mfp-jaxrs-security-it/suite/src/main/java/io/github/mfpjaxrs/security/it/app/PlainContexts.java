package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A resource class without a bean-defining annotation. */
@Path("plain")
public class PlainContexts {

    @GET
    @MFPProtected("accessRestricted")
    public String caller(@Context SecurityContext security) {
        return Callers.describe(security);
    }
}
