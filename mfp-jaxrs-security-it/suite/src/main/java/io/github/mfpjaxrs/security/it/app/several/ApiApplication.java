package io.github.mfpjaxrs.security.it.app.several;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/**
 * One of three applications that list the same resource (J19). This one requires the scope {@code accessRestricted}.
 */
@ApplicationScoped
@ApplicationPath("/api")
@MFPProtected("accessRestricted")
public class ApiApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Shared.class);
    }
}
