package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;

/** Declares the requirement of implementations on the interface itself. */
@MFPProtected("accessRestricted")
public interface TypeAnnotatedInterface {

    String read();
}
