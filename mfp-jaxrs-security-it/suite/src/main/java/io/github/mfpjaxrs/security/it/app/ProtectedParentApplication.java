package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ws.rs.core.Application;

/** What applications have in common that protect every resource there is. */
@MFPProtected("everything")
public abstract class ProtectedParentApplication extends Application {}
