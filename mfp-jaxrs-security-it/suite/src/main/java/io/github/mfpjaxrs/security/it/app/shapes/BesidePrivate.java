package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Does not override the private method that is open (J17). */
@Path("beside-private")
@RequestScoped
@MFPProtected("accessRestricted")
public class BesidePrivate extends PrivateBase {

    @GET
    public String get() {
        return "secret";
    }
}
