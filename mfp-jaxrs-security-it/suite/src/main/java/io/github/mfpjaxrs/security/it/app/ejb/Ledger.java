package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ejb.Local;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** The business interface of {@link LedgerBean}. */
@Local
public interface Ledger {

    @GET
    String get();

    @GET
    @Path("open")
    String open();
}
