package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;

/** The protected class of a proxied sub-resource (J30). */
public class Behind implements Shown {

    @Override
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
