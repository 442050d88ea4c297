package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ejb.Singleton;
import jakarta.ws.rs.GET;

/** An enterprise bean without an interface. */
@Singleton
public class Journal {

    @GET
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
