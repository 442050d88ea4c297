package io.github.mfpjaxrs.samples.instances;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.security.Principal;
import java.util.Optional;

/** A protected resource. */
@Path("account")
@RequestScoped
public class AccountResource {

    @Inject
    MFPSecurityContext caller;

    /** Returns the account owner. */
    @GET
    @MFPProtected("accessRestricted")
    @Produces(MediaType.TEXT_PLAIN)
    public String owner() {
        return Optional.ofNullable(caller.getUserPrincipal())
                .map(Principal::getName)
                .orElse("nobody");
    }
}
