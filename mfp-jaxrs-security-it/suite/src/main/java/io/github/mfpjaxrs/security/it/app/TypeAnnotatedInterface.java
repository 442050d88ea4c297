package io.github.mfpjaxrs.security.it.app;

import io.github.mfpjaxrs.security.MFPProtected;

/** Says as a whole what its implementations demand. */
@MFPProtected("accessRestricted")
public interface TypeAnnotatedInterface {

    String read();
}
