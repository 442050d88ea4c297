package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;

/** Declares a requirement for implementing classes on the interface itself. */
@MFPProtected("accessRestricted")
public interface TypeAnnotatedInterface {

    String read();
}
