package io.github.mfpjaxrs.security.it.app.switches;

import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Has no annotation, and is protected if its application is. */
@Path("rates")
@RequestScoped
public class Rates {

    @GET
    public String rate() {
        return "the rate is 3";
    }
}
