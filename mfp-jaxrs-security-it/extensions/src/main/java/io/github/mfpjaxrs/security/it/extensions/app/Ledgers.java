package io.github.mfpjaxrs.security.it.extensions.app;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A resource whose methods are protected by configuration keys, by an annotation, or by both. */
@Path("ledgers")
@RequestScoped
public class Ledgers {

    @Context
    SecurityContext security;

    @GET
    @Path("keys/plain")
    public String plain() {
        return "secret of " + security.getUserPrincipal().getName();
    }

    @GET
    @Path("keys/annotated")
    @MFPProtected("write")
    public String both() {
        return "secret";
    }

    @GET
    @Path("annotated")
    @MFPProtected("read")
    public String annotated() {
        return "secret";
    }

    @GET
    @Path("open")
    public String open() {
        return "open";
    }

    @DELETE
    @Path("open")
    public String delete() {
        return "secret deletion";
    }
}
