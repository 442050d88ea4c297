package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.ApplicationPath;

/** An application that is no bean by any annotation of its own, and inherits the annotation that protects. */
@ApplicationPath("/api")
public class UnscopedChildApplication extends ProtectedParentApplication {}
