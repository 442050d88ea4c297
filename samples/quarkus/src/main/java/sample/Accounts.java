package sample;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An account service. */
@Path("/accounts")
public class Accounts {

    @Inject
    MFPSecurityContext caller;

    @GET
    @Path("rates")
    @PermitAll
    public String rates() {
        return "1.25";
    }

    /** Has no annotation, so the annotation on the {@code Application} class applies. */
    @GET
    @Path("branches")
    public String branches() {
        return "one";
    }

    @GET
    @Path("balance")
    @MFPProtected("accessRestricted")
    public String balance() {
        return "balance of " + caller.getUserPrincipal().getName();
    }

    /**
     * Runs on Quarkus's event loop, because it returns a {@code CompletionStage}. The request is suspended while the
     * token is introspected.
     */
    @GET
    @Path("statement")
    @MFPProtected("accessRestricted")
    public CompletionStage<String> statement() {
        MFPSecurityContext captured = caller.capture();
        return CompletableFuture.supplyAsync(
                () -> "statement of " + captured.getUserPrincipal().getName());
    }
}
