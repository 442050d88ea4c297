package sample;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An account service. */
@Path("/accounts")
@RequestScoped
public class Accounts {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("rates")
    public String rates() {
        return "1.25";
    }

    @GET
    @Path("balance")
    @MFPProtected("accessRestricted")
    public String balance() {
        return "balance of " + caller.getUserPrincipal().getName();
    }
}
