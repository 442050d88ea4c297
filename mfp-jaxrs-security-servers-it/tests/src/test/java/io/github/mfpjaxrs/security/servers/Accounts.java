package io.github.mfpjaxrs.security.servers;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.security.Principal;

/** The resource that the library protects in these tests. */
@Path("accounts")
@RequestScoped
public class Accounts {

    @Inject
    MFPSecurityContext caller;

    /** Returns the user's name. */
    @GET
    @MFPProtected("accounts.read")
    public String balance() {
        Principal user = caller.getUserPrincipal();
        return user == null ? "no user" : user.getName();
    }

    @GET
    @Path("transfers")
    @MFPProtected("accounts.write")
    public String transfers() {
        return "transferred";
    }
}
