package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** Binds the type variable, so that the overriding and the overridden method have different erased parameter types. */
@Path("generic")
@RequestScoped
public class GenericParentResource extends GenericParent<String> {

    @Override
    @GET
    @Path("read")
    public String read(@QueryParam("q") String question) {
        return "secret";
    }
}
