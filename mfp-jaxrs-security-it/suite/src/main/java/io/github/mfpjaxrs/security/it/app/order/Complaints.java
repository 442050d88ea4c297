package io.github.mfpjaxrs.security.it.app.order;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** No bean by any annotation of its own, with a field for a part of the body. */
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
