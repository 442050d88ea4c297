package io.github.mfpjaxrs.security.it.app.switches;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** An application that requires a token for resources without security annotations. */
@ApplicationScoped
@ApplicationPath("/api")
@MFPProtected("accessRestricted")
public class ProtectedApplicationOfRates extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Rates.class);
    }
}
