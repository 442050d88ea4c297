package io.github.mfpjaxrs.security.it.app.shapes;

import io.github.mfpjaxrs.security.MFPProtected;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A protected class whose asynchronous locator has a stricter requirement than the class (J12). */
@Path("later-weaker")
@RequestScoped
@MFPProtected("RegisteredClient")
public class LaterLocatorsOfWeakerClass {

    @Path("stage")
    @MFPProtected("accessRestricted")
    public CompletionStage<Secret> stage() {
        return CompletableFuture.completedFuture(new Secret());
    }
}
