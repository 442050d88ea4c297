package io.github.mfpjaxrs.security.it.app.ejb;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Returns enterprise beans, injected with {@code @EJB} or {@code @Inject}, as sub-resources. */
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
