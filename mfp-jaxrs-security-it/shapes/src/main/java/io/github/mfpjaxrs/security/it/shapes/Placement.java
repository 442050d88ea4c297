package io.github.mfpjaxrs.security.it.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The security annotations on a method, a type or an {@code Application}. */
record Placement(Optional<Demand> demand, boolean permitAll, boolean denyAll) {

    static final Placement NOTHING = new Placement(Optional.empty(), false, false);
    static final Placement PERMIT = new Placement(Optional.empty(), true, false);
    static final Placement DENY = new Placement(Optional.empty(), false, true);

    static Placement of(Demand demand) {
        return new Placement(Optional.of(demand), false, false);
    }

    /** Returns the part of this placement that runtimes interpret even without the library. */
    Placement ofRuntime() {
        return permitAll && !denyAll ? PERMIT : NOTHING;
    }

    boolean isNothing() {
        return equals(NOTHING);
    }

    List<String> source() {
        List<String> annotations = new ArrayList<>();
        demand.map(Demand::source).ifPresent(annotations::add);
        if (permitAll) {
            annotations.add("@jakarta.annotation.security.PermitAll");
        }
        if (denyAll) {
            annotations.add("@jakarta.annotation.security.DenyAll");
        }
        return annotations;
    }
}
