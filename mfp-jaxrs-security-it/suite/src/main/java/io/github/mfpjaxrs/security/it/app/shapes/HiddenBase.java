package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A non-public class, for whose public subclasses the compiler generates bridge methods (J13). */
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
