package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;

/** A superclass with a type-level requirement. */
@MFPProtected("accessRestricted")
public abstract class TypeAnnotatedParent {}
