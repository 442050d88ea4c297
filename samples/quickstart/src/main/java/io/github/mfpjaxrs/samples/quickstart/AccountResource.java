package io.github.mfpjaxrs.samples.quickstart;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.MFPUser;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.security.Principal;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The account service. Each method shows one way to use the library. */
@Path("accounts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    @Inject
    MFPSecurityContext caller;

    @Inject
    Ledger ledger;

    @Inject
    Statements statements;

    /** Open to everyone, because it has no annotation. */
    @GET
    @Path("rates")
    public JsonObject rates() {
        return Json.createObjectBuilder()
                .add("base", "EUR")
                .add("USD", new BigDecimal("1.08"))
                .build();
    }

    /** Requires one scope. */
    @GET
    @Path("balance")
    @MFPProtected("accessRestricted")
    public JsonObject balance() {
        String user = userOf(caller);
        return Json.createObjectBuilder()
                .add("user", user)
                .add("balance", ledger.balanceOf(user))
                .build();
    }

    /**
     * Requires both scopes. Because the call transfers money, it also requires a fresh introspection response rather
     * than a cached one.
     */
    @POST
    @Path("transfer")
    @Consumes(MediaType.APPLICATION_JSON)
    @MFPProtected(value = "accessRestricted transfer", maxAge = 0)
    public JsonObject transfer(@Nullable JsonObject order) {
        String from = userOf(caller);
        String to = recipient(order);
        BigDecimal amount = amount(order);
        try {
            BigDecimal left = ledger.transfer(from, to, amount);
            return Json.createObjectBuilder()
                    .add("from", from)
                    .add("to", to)
                    .add("amount", amount)
                    .add("balance", left)
                    .build();
        } catch (IllegalArgumentException impossible) {
            throw new BadRequestException(impossible.getMessage(), impossible);
        }
    }

    /** Requires the default scope, which every registered application's token has. The token might not have a user. */
    @GET
    @Path("whoami")
    @MFPProtected
    public JsonObject whoAmI() {
        AccessToken token = caller.getAccessToken().orElseThrow();
        JsonObjectBuilder answer = Json.createObjectBuilder();
        token.userName().ifPresent(name -> answer.add("user", name));
        token.user().flatMap(MFPUser::displayName).ifPresent(name -> answer.add("displayName", name));
        token.device()
                .ifPresent(device -> answer.add(
                        "device",
                        Json.createObjectBuilder()
                                .add("id", device.id().orElse(""))
                                .add("status", device.status().name())));
        token.application()
                .ifPresent(application -> answer.add(
                        "application",
                        Json.createObjectBuilder()
                                .add("id", application.id())
                                .add("platform", application.clientPlatform().orElse(""))
                                .add("version", application.version().orElse(""))));
        return answer.add("mayTransfer", caller.isUserInRole("transfer")).build();
    }

    /**
     * Responds from another thread. The request scope is not active on that thread, so the caller is copied beforehand.
     */
    @GET
    @Path("statement")
    @MFPProtected("accessRestricted")
    public CompletionStage<JsonObject> statement() {
        return statements.write(userOf(caller), caller.capture());
    }

    /** Returns the user's name. Not every token has a user, so a token without a user is rejected here. */
    private static String userOf(MFPSecurityContext caller) {
        Principal principal = caller.getUserPrincipal();
        if (principal == null) {
            throw new BadRequestException("no user is authenticated");
        }
        return principal.getName();
    }

    private static String recipient(@Nullable JsonObject order) {
        if (order != null && order.get("to") instanceof JsonString to) {
            return to.getString();
        }
        throw new BadRequestException("the order has no \"to\"");
    }

    private static BigDecimal amount(@Nullable JsonObject order) {
        if (order != null && order.get("amount") instanceof JsonNumber amount) {
            return amount.bigDecimalValue();
        }
        throw new BadRequestException("the order has no \"amount\"");
    }
}
