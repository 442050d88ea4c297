package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.ScopeMatch;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A request-scoped bean with open and protected methods. */
@Path("accounts")
@RequestScoped
public class Accounts {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("open")
    public String open() {
        return "open";
    }

    @GET
    @Path("balance")
    @MFPProtected("accessRestricted")
    public String balance() {
        return "balance of " + caller.getUserPrincipal().getName();
    }

    @GET
    @Path("registered")
    @MFPProtected
    public String registered() {
        return "registered";
    }

    @GET
    @Path("both")
    @MFPProtected({"read", "write"})
    public String both() {
        return "both";
    }

    @GET
    @Path("either")
    @MFPProtected(value = "gold silver", match = ScopeMatch.ANY)
    public String either() {
        return "either";
    }

    @GET
    @Path("fresh")
    @MFPProtected(value = "accessRestricted", maxAge = 0)
    public String fresh() {
        return "fresh";
    }

    @GET
    @Path("broken")
    @MFPProtected("accessRestricted")
    public String broken() {
        throw new IllegalStateException("as the test wants it");
    }
}
