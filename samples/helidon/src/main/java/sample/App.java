package sample;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Helidon finds it by its scope: without one, neither its path nor an annotation of ours on it would count. */
@ApplicationScoped
@ApplicationPath("/")
public class App extends Application {}
