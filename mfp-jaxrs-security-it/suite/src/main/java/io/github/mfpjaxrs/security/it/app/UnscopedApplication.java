package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application that protects all resources but has no bean-defining annotation. */
@ApplicationPath("/api")
@MFPProtected("everything")
public class UnscopedApplication extends Application {}
