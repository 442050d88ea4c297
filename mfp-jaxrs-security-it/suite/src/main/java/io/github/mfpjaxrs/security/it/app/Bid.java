package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.Path;

/** Inherits contradictory annotations for its method. RESTEasy therefore fails to start the application. */
@Path("bid")
public class Bid implements Offered, Taken {

    @Override
    public String bid() {
        return "bid";
    }
}
