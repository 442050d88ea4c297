package io.github.mfpjaxrs.security.it.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * An application that leaves it to the runtime to find its resources. The scope is for Helidon, which finds none
 * without.
 */
@ApplicationScoped
@ApplicationPath("/api")
public class RestApplication extends Application {}
