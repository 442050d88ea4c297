package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A single instance for all requests, whose injected contexts always refer to the current request. */
@Path("application-scoped")
@ApplicationScoped
public class ApplicationScopedContexts {

    @Inject
    MFPSecurityContext caller;

    @GET
    @MFPProtected("accessRestricted")
    public String caller() {
        return Callers.describe(caller);
    }
}
