package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Not public, so that the compiler adds bridge methods to its public subclasses (J13). */
abstract class HiddenBase {

    @GET
    @Path("inherited")
    @MFPProtected("accessRestricted")
    public String inherited() {
        return "secret";
    }

    @Path("ledger")
    @MFPProtected("accessRestricted")
    public Secret ledger() {
        return new Secret();
    }
}
