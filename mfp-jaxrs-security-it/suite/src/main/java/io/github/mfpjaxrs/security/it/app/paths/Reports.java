package io.github.mfpjaxrs.security.it.app.paths;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A resource with one annotated method. The other methods have no security annotations. */
@Path("reports")
@RequestScoped
public class Reports {

    @Inject
    MFPSecurityContext caller;

    @GET
    public String list() {
        return "secret list";
    }

    @GET
    @Path("{id}")
    public String read(@PathParam("id") String id, @Context SecurityContext standard) {
        return "secret " + id + " of " + standard.getUserPrincipal().getName() + " and "
                + caller.getUserPrincipal().getName();
    }

    @GET
    @Path("later")
    public CompletionStage<String> later() {
        return CompletableFuture.completedFuture("secret later");
    }

    @GET
    @Path("public")
    public String published() {
        return "published";
    }

    @POST
    @Path("public")
    public String publish() {
        return "secret publication";
    }

    @GET
    @Path("annotated")
    @MFPProtected("write")
    public String annotated() {
        return "secret annotated";
    }
}
