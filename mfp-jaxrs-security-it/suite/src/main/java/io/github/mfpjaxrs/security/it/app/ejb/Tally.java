package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ws.rs.GET;

/** The return type of the method that produces {@link GuardedTally}. */
public interface Tally {

    @GET
    String get();
}
