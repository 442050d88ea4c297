package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ws.rs.GET;

/** What a producer shows of {@link GuardedTally}. */
public interface Tally {

    @GET
    String get();
}
