package sample;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The server discovers the resources and the library's filters by itself. */
@ApplicationPath("/")
public class App extends Application {}
