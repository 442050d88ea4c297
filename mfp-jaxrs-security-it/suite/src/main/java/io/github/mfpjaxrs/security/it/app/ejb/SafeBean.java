package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ejb.Stateless;

/** An enterprise bean that is protected even though its interface has no security annotation. */
@Stateless
public class SafeBean implements Safe {

    @Override
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }
}
