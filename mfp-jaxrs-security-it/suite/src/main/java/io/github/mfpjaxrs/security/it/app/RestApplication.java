package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * An application that lets the runtime find its resources. The scope annotation is needed on Helidon, which otherwise
 * finds no resources.
 */
@ApplicationScoped
@ApplicationPath("/api")
public class RestApplication extends Application {}
