package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.GET;

/** A protected sub-resource created by a producer method whose return type is this class. */
@Vetoed
public class GuardedCount {

    @GET
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
