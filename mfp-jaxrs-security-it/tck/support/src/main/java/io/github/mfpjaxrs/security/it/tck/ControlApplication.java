package io.github.mfpjaxrs.security.it.tck;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The application of {@link ControlIT}. */
@ApplicationPath("api")
public class ControlApplication extends Application {}
