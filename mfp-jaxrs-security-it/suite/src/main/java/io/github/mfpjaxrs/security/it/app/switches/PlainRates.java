package io.github.mfpjaxrs.security.it.app.switches;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** As {@link Rates}, and no bean by any annotation of its own. */
@Path("plain-rates")
public class PlainRates {

    @GET
    public String rate() {
        return "the rate is 3";
    }
}
