package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Locators of enterprise beans that were injected in either of two ways. */
@Path("enterprise")
@RequestScoped
public class EnterpriseLocators {

    @EJB
    Ledger ledger;

    @Inject
    Ledger injected;

    @EJB
    Journal journal;

    @GET
    public String open() {
        return "open";
    }

    @Path("ledger")
    public Ledger ledger() {
        return ledger;
    }

    @Path("injected")
    public Ledger injected() {
        return injected;
    }

    @Path("journal")
    public Journal journal() {
        return journal;
    }
}
