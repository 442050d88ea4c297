package sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/**
 * Helidon discovers this class by its scope annotation. Without that annotation, the path and the library's annotations
 * would have no effect.
 */
@ApplicationScoped
@ApplicationPath("/")
public class App extends Application {}
