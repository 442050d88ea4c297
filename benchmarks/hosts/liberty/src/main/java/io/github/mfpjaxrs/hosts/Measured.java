package io.github.mfpjaxrs.hosts;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Everything that is found. */
@ApplicationPath("/")
public class Measured extends Application {

    /** For JAX-RS. */
    public Measured() {}
}
