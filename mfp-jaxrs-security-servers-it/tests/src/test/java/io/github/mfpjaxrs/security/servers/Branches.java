package io.github.mfpjaxrs.security.servers;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Protected by keys only, if at all. */
@Path("branches/{name}")
@RequestScoped
public class Branches {

    @Inject
    MFPSecurityContext caller;

    /** Responds with the server that vouches for the token. */
    @GET
    public String server() {
        return caller.getAccessToken().map(AccessToken::authorizationServer).orElse("none");
    }
}
