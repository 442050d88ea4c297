package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** A resource with sub-resource locators, one of which is protected. */
@Path("bank")
@RequestScoped
public class Bank {

    @Path("guarded")
    @MFPProtected("accessRestricted")
    public Vault guarded() {
        return new Vault();
    }

    @Path("self-guarded")
    public ProtectedVault selfGuarded() {
        return new ProtectedVault("secret");
    }

    @Path("half")
    public HalfProtectedVault half() {
        return new HalfProtectedVault();
    }

    @Path("open")
    public OpenVault open() {
        return new OpenVault();
    }
}
