package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.inject.Vetoed;

/**
 * A protected sub-resource created by a producer method that returns {@link Tally}, so CDI does not know this class.
 */
@Vetoed
public class GuardedTally implements Tally {

    @Override
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
