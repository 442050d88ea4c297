package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ejb.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** An enterprise bean that is a root resource. */
@Path("strongbox")
@Singleton
@MFPProtected("accessRestricted")
public class Strongbox {

    @GET
    public String get() {
        return "secret";
    }
}
