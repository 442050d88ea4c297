package io.github.mfpjaxrs.samples.twoservers;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A bank's branches. Configuration keys protect the paths and select the authorization server. */
@Path("/")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class BranchResource {

    @Inject
    MFPSecurityContext caller;

    /** Open to everyone. */
    @GET
    public String index() {
        return "branches/old branches/new branches/all";
    }

    /** Returns the name of the authorization server that vouches for the token. */
    @GET
    @Path("branches/{name}")
    public String server() {
        return caller.getAccessToken().map(AccessToken::authorizationServer).orElse("none");
    }
}
