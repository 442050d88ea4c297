package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.GET;

/** Created by a producer that declares the bean's class. */
@Vetoed
public class GuardedCount {

    @GET
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
