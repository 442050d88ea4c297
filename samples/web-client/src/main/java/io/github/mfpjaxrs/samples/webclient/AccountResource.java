package io.github.mfpjaxrs.samples.webclient;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.ScopeMatch;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The resource that the page calls. Each method shows one kind of protection. */
@Path("accounts")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class AccountResource {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("rates")
    public String rates() {
        return "1 EUR = 1.08 USD";
    }

    /** Requires the default scope, which every registered client has. No user is required. */
    @GET
    @Path("greeting")
    @MFPProtected
    public String greeting() {
        return "Hello, " + caller.getAccessToken().orElseThrow().userName().orElse("guest");
    }

    @GET
    @Path("balance")
    @MFPProtected("accessRestricted")
    public String balance() {
        return "Balance of " + caller.getUserPrincipal().getName() + ": 100.00 EUR";
    }

    /** Requires the same scope as {@link #balance()} at a different path. */
    @GET
    @Path("statement")
    @MFPProtected("accessRestricted")
    public String statement() {
        return "Statement of " + caller.getUserPrincipal().getName() + ": no transactions";
    }

    /** Requires either of two scopes. A client that has neither scope is challenged for the first one. */
    @GET
    @Path("offers")
    @MFPProtected(value = "accessRestricted premium", match = ScopeMatch.ANY)
    public String offers() {
        return "Offers for " + caller.getUserPrincipal().getName() + ": none today";
    }

    /** Requires a fresh introspection response rather than a cached one, because the call transfers money. */
    @POST
    @Path("transfer")
    @MFPProtected(value = "accessRestricted", maxAge = 0)
    public String transfer() {
        return "Transferred 10.00 EUR for " + caller.getUserPrincipal().getName();
    }
}
