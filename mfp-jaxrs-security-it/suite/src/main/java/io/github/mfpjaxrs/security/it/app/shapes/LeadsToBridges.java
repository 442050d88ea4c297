package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Leads to a sub-resource whose methods are bridge methods (J13). */
@Path("to-bridges")
@RequestScoped
public class LeadsToBridges {

    @Path("sub")
    @MFPProtected("accessRestricted")
    public OnlyBridges sub() {
        return new OnlyBridges();
    }
}
