package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource bean with a CDI interceptor. */
@Path("intercepted")
@RequestScoped
@Shouted
public class InterceptedContexts {

    @Inject
    MFPSecurityContext caller;

    @GET
    @MFPProtected("accessRestricted")
    public String caller() {
        return Callers.describe(caller);
    }
}
