package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.core.Application;

/** The superclass of applications that protect all resources. */
@MFPProtected("everything")
public abstract class ProtectedParentApplication extends Application {}
