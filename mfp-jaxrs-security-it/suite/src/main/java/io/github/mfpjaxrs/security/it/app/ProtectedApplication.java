package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** An application that protects all resources. */
@ApplicationScoped
@ApplicationPath("/api")
@MFPProtected("everything")
public class ProtectedApplication extends Application {}
