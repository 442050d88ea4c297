package io.github.mfpjaxrs.security.it.app.servers;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Returns the name of the authorization server that vouched for the caller. */
@Path("vouchers")
@RequestScoped
public class Vouchers {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("own")
    @MFPProtected(value = "accessRestricted", server = "default")
    public String own() {
        return voucher();
    }

    @GET
    @Path("partner")
    @MFPProtected(value = "accessRestricted", server = "partner")
    public String partner() {
        return voucher();
    }

    @GET
    @Path("either")
    @MFPProtected("accessRestricted")
    public String either() {
        return voucher();
    }

    @GET
    @Path("tenants/{tenant}")
    @MFPProtected("accessRestricted")
    public String ofTenant() {
        return voucher();
    }

    private String voucher() {
        return caller.getAccessToken().map(AccessToken::authorizationServer).orElse("nobody");
    }
}
