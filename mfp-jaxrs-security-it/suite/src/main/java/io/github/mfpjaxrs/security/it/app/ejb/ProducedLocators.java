package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Returns the sub-resources that {@link Tallies} produces. */
@Path("produced")
@RequestScoped
public class ProducedLocators {

    @Inject
    Tally tally;

    @Inject
    GuardedCount count;

    @GET
    public String open() {
        return "open";
    }

    @Path("tally")
    public Tally tally() {
        return tally;
    }

    @Path("count")
    public GuardedCount count() {
        return count;
    }
}
