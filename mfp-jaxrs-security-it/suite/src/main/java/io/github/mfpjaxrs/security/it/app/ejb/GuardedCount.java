package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.GET;

/** Made by a producer that names its class. */
@Vetoed
public class GuardedCount {

    @GET
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
