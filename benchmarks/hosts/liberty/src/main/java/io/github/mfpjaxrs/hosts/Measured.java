package io.github.mfpjaxrs.hosts;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Lists all resources that CDI finds. */
@ApplicationPath("/")
public class Measured extends Application {

    /** Called by JAX-RS. */
    public Measured() {}
}
