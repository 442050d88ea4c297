package io.github.mfpjaxrs.security.it.app.switches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Requires no token itself and prevents the runtime from loading services, including the library's features (J14). */
@ApplicationScoped
@ApplicationPath("/api")
public class RatesWithoutServices extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Rates.class, PlainRates.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", false, "resteasy.use.builtin.providers", false);
    }
}
