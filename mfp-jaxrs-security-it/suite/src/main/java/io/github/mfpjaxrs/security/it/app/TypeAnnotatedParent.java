package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;

/** Declares a requirement for subclasses on the class itself. */
@MFPProtected("accessRestricted")
public abstract class TypeAnnotatedParent {}
