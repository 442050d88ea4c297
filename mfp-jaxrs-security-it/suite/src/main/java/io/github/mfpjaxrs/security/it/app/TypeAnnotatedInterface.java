package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;

/** An interface with a type-level requirement. */
@MFPProtected("accessRestricted")
public interface TypeAnnotatedInterface {

    String read();
}
