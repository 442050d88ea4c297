package io.github.mfpjaxrs.security.it.app.order;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A resource class that has a form parameter field but no bean-defining annotation. */
@Path("complaints")
@MFPProtected("accessRestricted")
public class Complaints {

    @FormParam("form")
    Note form;

    @POST
    public String complain() {
        Steps.take("method");
        return "heard " + form.place();
    }
}
