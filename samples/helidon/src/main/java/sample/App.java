package sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Helidon discovers it by its scope annotation. Without one, its path and our annotations would have no effect. */
@ApplicationScoped
@ApplicationPath("/")
public class App extends Application {}
