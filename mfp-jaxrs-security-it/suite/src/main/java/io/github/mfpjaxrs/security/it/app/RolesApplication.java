package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;

/** An application that asks its runtime, as far as it needs asking, to look at {@code @RolesAllowed}. */
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
