package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.ApplicationPath;

/** An application that has no bean-defining annotation but inherits the library's annotation. */
@ApplicationPath("/api")
public class UnscopedChildApplication extends ProtectedParentApplication {}
