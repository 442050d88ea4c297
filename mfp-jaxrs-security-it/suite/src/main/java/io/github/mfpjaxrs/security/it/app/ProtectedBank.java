package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** A protected class with a sub-resource locator. */
@Path("protected-bank")
@RequestScoped
@MFPProtected("accessRestricted")
public class ProtectedBank {

    @Path("vault")
    public Vault vault() {
        return new Vault();
    }
}
