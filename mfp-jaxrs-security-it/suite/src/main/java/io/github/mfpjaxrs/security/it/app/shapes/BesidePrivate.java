package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Declares a protected method with the same name as an open private method of the superclass (J17). */
@Path("beside-private")
@RequestScoped
@MFPProtected("accessRestricted")
public class BesidePrivate extends PrivateBase {

    @GET
    public String get() {
        return "secret";
    }
}
