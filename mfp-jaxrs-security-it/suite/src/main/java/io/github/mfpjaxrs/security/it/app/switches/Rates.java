package io.github.mfpjaxrs.security.it.app.switches;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource without security annotations, which is protected only if its application is. */
@Path("rates")
@RequestScoped
public class Rates {

    @GET
    public String rate() {
        return "the rate is 3";
    }
}
