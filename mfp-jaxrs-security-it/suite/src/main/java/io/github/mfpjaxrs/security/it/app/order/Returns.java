package io.github.mfpjaxrs.security.it.app.order;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** A resource class that has a query parameter field but no bean-defining annotation. */
@Path("returns")
@MFPProtected("accessRestricted")
public class Returns {

    @QueryParam("field")
    Note field;

    /** Records that an instance was created. */
    public Returns() {
        Steps.take("constructor");
    }

    @POST
    public String giveBack(@QueryParam("argument") Note argument, @FormParam("form") Note form) {
        Steps.take("method");
        return "returned " + field.place();
    }
}
