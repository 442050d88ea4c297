package sample;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** An account service. */
@Path("accounts")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class Accounts {

    @Inject
    MFPSecurityContext caller;

    /** Open to everyone, because it has no annotation. */
    @GET
    @Path("rates")
    public String rates() {
        return "1.25";
    }

    /** Requires a token with this scope. */
    @GET
    @Path("balance")
    @MFPProtected("accounts.read")
    public String balance() {
        return "balance of " + caller.getUserPrincipal().getName();
    }
}
