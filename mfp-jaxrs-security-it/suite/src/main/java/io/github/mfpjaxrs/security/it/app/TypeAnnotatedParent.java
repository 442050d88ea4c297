package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;

/** Says as a whole what subclasses demand. */
@MFPProtected("accessRestricted")
public abstract class TypeAnnotatedParent {}
