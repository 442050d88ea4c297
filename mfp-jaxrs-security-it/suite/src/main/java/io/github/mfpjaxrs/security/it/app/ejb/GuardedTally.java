package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.inject.Vetoed;

/** Created only by a producer, so that CDI does not know its class. */
@Vetoed
public class GuardedTally implements Tally {

    @Override
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
