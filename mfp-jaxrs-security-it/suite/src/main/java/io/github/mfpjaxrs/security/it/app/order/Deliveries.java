package io.github.mfpjaxrs.security.it.app.order;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.QueryParam;

/** A protected sub-resource. */
@MFPProtected("accessRestricted")
public class Deliveries {

    @POST
    public String deliver(@QueryParam("argument") Note argument, String body) {
        Steps.take("method");
        return "delivered " + body;
    }
}
