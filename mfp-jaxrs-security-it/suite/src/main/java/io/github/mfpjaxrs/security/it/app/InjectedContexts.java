package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.SecurityContext;

/** A resource into which CDI injects the standard security context, if the runtime has a bean of that type. */
@Path("injected-standard")
@RequestScoped
public class InjectedContexts {

    @Inject
    SecurityContext security;

    @GET
    @MFPProtected("accessRestricted")
    public String caller() {
        return Callers.describe(security);
    }
}
