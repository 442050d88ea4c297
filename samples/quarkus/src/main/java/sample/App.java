package sample;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Methods without an annotation require the scope {@code bank}. */
@ApplicationPath("/")
@MFPProtected("bank")
public class App extends Application {}
