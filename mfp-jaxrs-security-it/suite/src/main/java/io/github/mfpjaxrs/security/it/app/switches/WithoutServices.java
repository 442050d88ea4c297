package io.github.mfpjaxrs.security.it.app.switches;

import io.github.mfpjaxrs.security.it.app.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** Prevents the runtime from loading services, including the library's features (J14). */
@ApplicationScoped
@ApplicationPath("/api")
public class WithoutServices extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Accounts.class);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jakarta.ws.rs.loadServices", false);
    }
}
