package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A request-scoped bean that uses both the library's and the standard security context. */
@Path("request-scoped")
@RequestScoped
public class RequestScopedContexts {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("injected")
    @MFPProtected("accessRestricted")
    public String injected() {
        return Callers.describe(caller);
    }

    @GET
    @Path("standard")
    @MFPProtected("accessRestricted")
    public String standard(@Context SecurityContext security) {
        return Callers.describe(security);
    }

    @GET
    @Path("token")
    @MFPProtected("accessRestricted")
    public String token() {
        return caller.getAccessToken()
                .map(token -> token.scopes() + " on "
                        + token.device().orElseThrow().id().orElseThrow() + " with "
                        + token.application().orElseThrow().id())
                .orElse("none");
    }

    @GET
    @Path("unprotected")
    public String unprotected() {
        return caller.getAccessToken().isPresent() ? "somebody" : "nobody";
    }
}
