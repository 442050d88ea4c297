package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Its locator returns its result later; the class itself is open (J12). */
@Path("later")
@RequestScoped
public class LaterLocators {

    @Path("stage")
    @MFPProtected("accessRestricted")
    public CompletionStage<Secret> stage() {
        return CompletableFuture.completedFuture(new Secret());
    }

    @GET
    public String open() {
        return "open";
    }
}
