package io.github.mfpjaxrs.hosts;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application whose resources are discovered by the runtime. */
@ApplicationPath("/")
public class Measured extends Application {

    /** Called by JAX-RS. */
    public Measured() {}
}
