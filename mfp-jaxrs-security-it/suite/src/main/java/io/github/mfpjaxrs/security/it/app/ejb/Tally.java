package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ws.rs.GET;

/** The type under which a producer exposes {@link GuardedTally}. */
public interface Tally {

    @GET
    String get();
}
