package io.github.mfpjaxrs.security.it.quarkus;

import io.github.mfpjaxrs.security.it.app.UnenforceablePlacement;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** An application that lists a resource with contradictory annotations. */
@ApplicationPath("/api")
public class UnfitListingApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(UnenforceablePlacement.class);
    }
}
