package io.github.mfpjaxrs.security.it.app.switches;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** A resource like {@link Rates}, but without a bean-defining annotation. */
@Path("plain-rates")
public class PlainRates {

    @GET
    public String rate() {
        return "the rate is 3";
    }
}
