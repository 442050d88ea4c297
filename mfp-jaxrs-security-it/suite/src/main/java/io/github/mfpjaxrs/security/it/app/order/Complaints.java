package io.github.mfpjaxrs.security.it.app.order;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** A class without a bean-defining annotation, into whose field a form parameter is injected. */
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
