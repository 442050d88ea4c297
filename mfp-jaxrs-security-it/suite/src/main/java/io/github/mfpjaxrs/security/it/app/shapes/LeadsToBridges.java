package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;

/** Has a locator for a sub-resource whose only method is a bridge method (J13). */
@Path("to-bridges")
@RequestScoped
public class LeadsToBridges {

    @Path("sub")
    @MFPProtected("accessRestricted")
    public OnlyBridges sub() {
        return new OnlyBridges();
    }
}
