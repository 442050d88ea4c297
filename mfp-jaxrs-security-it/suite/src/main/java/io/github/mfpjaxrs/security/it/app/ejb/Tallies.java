package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;

/** Produces sub-resources as CDI beans. */
@ApplicationScoped
public class Tallies {

    @Produces
    @ApplicationScoped
    Tally tally() {
        return new GuardedTally();
    }

    @Produces
    @ApplicationScoped
    GuardedCount count() {
        return new GuardedCount();
    }
}
