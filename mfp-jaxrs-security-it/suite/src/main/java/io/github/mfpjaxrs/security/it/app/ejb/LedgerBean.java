package io.github.mfpjaxrs.security.it.app.ejb;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.ejb.Stateless;

/** Protected where its interface says nothing. */
@Stateless
public class LedgerBean implements Ledger {

    @Override
    @MFPProtected("accessRestricted")
    public String get() {
        return "secret";
    }

    @Override
    public String open() {
        return "open";
    }
}
