package io.github.mfpjaxrs.security.it.extensions;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.ScopeMatch;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** A resource whose operations have different requirements. */
@Path("accounts")
@RequestScoped
@Produces(MediaType.TEXT_PLAIN)
public class DocumentedAccounts {

    @GET
    @Path("{id: [0-9]+}")
    @MFPProtected("accounts.read audit")
    public String account(@PathParam("id") String id) {
        return id;
    }

    @DELETE
    @Path("{id: [0-9]+}")
    @MFPProtected(value = "accounts.write admin", match = ScopeMatch.ANY)
    public String close(@PathParam("id") String id) {
        return id;
    }

    @GET
    @Path("rates")
    @PermitAll
    public String rates() {
        return "rates";
    }

    @GET
    @Path("open")
    public String open() {
        return "open";
    }
}
