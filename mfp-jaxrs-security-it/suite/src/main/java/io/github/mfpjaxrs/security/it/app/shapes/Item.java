package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A protected root resource that an open locator also returns (J26). */
@Path("item")
@MFPProtected("accessRestricted")
public class Item {

    @GET
    public String get() {
        return "secret";
    }

    @DELETE
    public String delete() {
        return "secret";
    }
}
