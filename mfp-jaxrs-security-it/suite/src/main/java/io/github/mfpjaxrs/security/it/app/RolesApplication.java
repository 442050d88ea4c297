package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** An application that enables {@code @RolesAllowed} on runtimes that do not enforce it by default. */
@ApplicationScoped
@ApplicationPath("/api")
public class RolesApplication extends Application {

    @Override
    public Map<String, Object> getProperties() {
        return Map.of(
                "jersey.config.server.provider.classnames",
                "org.glassfish.jersey.server.filter.RolesAllowedDynamicFeature");
    }
}
