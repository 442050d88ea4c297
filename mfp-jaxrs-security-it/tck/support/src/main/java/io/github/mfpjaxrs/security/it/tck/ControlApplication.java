package io.github.mfpjaxrs.security.it.tck;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** The application that {@link ControlIT} deploys. */
@ApplicationPath("api")
public class ControlApplication extends Application {}
