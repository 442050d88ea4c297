package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application that protects every resource there is, and is no bean by any annotation of its own. */
@ApplicationPath("/api")
@MFPProtected("everything")
public class UnscopedApplication extends Application {}
