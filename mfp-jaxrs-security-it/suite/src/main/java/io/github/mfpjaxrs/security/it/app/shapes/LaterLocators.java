package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An open class with a protected locator that returns its sub-resource asynchronously (J12). */
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
