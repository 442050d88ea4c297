package io.github.mfpjaxrs.security.it.shapes;

import java.util.Optional;

/**
 * An {@code Application} with which shapes are deployed. There are only a few kinds, so that many shapes can share a
 * deployment.
 */
enum ApplicationShape {
    PLAIN(false, Placement.NOTHING, Placement.NOTHING, Placement.NOTHING),
    PROTECTED(false, Constants.APPLICATIONS, Placement.NOTHING, Placement.NOTHING),
    LISTING(true, Placement.NOTHING, Placement.NOTHING, Placement.NOTHING),
    PROTECTED_LISTING(true, Constants.APPLICATIONS, Placement.NOTHING, Placement.NOTHING),
    PROTECTED_BY_SUPERCLASS(false, Placement.NOTHING, Constants.APPLICATIONS, Placement.NOTHING),
    PROTECTED_BY_INTERFACE(false, Placement.NOTHING, Placement.NOTHING, Constants.APPLICATIONS),
    DENYING(false, Placement.DENY, Constants.APPLICATIONS, Placement.NOTHING);

    private final boolean listing;
    private final Placement own;
    private final Placement ofSuperclass;
    private final Placement ofInterface;

    ApplicationShape(boolean listing, Placement own, Placement ofSuperclass, Placement ofInterface) {
        this.listing = listing;
        this.own = own;
        this.ofSuperclass = ofSuperclass;
        this.ofInterface = ofInterface;
    }

    boolean lists() {
        return listing;
    }

    Placement own() {
        return own;
    }

    Placement ofSuperclass() {
        return ofSuperclass;
    }

    Placement ofInterface() {
        return ofInterface;
    }

    /** Returns the requirement for methods to which no other security annotation applies. */
    Optional<Access> access() {
        if (own.denyAll()) {
            return Optional.of(Access.NOBODY);
        }
        return own.demand().or(ofSuperclass::demand).or(ofInterface::demand).map(Access::of);
    }

    private static final class Constants {
        static final Placement APPLICATIONS = Placement.of(new Demand(java.util.List.of("p"), false));
    }
}
