package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** An application that lists its resources, but none of the library's classes. */
@ApplicationScoped
@ApplicationPath("/api")
public class ListingApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(Accounts.class, TypeAnnotatedInterfaceResource.class);
    }
}
