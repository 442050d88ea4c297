package sample;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** An account service. The OpenAPI document shows the scopes even though the class has no OpenAPI annotations. */
@Path("/accounts")
@MFPProtected("accessRestricted")
public class Accounts {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("rates")
    @PermitAll
    public String rates() {
        return "1.25";
    }

    @GET
    @Path("balance")
    public String balance() {
        return "balance of " + caller.getUserPrincipal().getName();
    }

    @POST
    @Path("transfer")
    @MFPProtected("transfer accessRestricted")
    public String transfer() {
        return "transferred by " + caller.getUserPrincipal().getName();
    }
}
