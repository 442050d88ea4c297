package io.github.mfpjaxrs.samples.servlet;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Makes the resources available under {@code /api}. */
@ApplicationPath("api")
public class IntranetApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(HolidayResource.class);
    }
}
