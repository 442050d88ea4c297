package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ejb.Local;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** What clients of {@link LedgerBean} see. */
@Local
public interface Ledger {

    @GET
    String get();

    @GET
    @Path("open")
    String open();
}
