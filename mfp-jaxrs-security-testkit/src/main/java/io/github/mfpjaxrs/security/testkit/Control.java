package io.github.mfpjaxrs.security.testkit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The control endpoint's operations, keyed by name. Each operation takes and returns a JSON object. */
final class Control {

    private static final String DONE = "{}";
    private static final int A_DAY = 86_400;

    private final MobileFirstServer server;
    private final TokenStore tokens;
    private final FaultPlan faults;
    private final Map<String, Function<JsonObject, String>> operations = new LinkedHashMap<>();

    Control(MobileFirstServer server, TokenStore tokens, FaultPlan faults) {
        this.server = server;
        this.tokens = tokens;
        this.faults = faults;
        operations.put("issue-token", this::issueToken);
        operations.put("revoke-token", this::revokeToken);
        operations.put("revoke-all-tokens", given -> done(server::revokeAll));
        operations.put("revoke-own-tokens", given -> done(server::revokeOwnTokens));
        operations.put("log-out", given -> done(() -> server.logOut(required(given, "user"))));
        operations.put("expire-check", this::expireCheck);
        operations.put("device-status", this::deviceStatus);
        operations.put("conflict", this::conflict);
        operations.put("forget-clients", given -> done(server::forgetClients));
        operations.put("fault", this::fault);
        operations.put("recover", given -> done(server::recover));
        operations.put("stop-listening", given -> done(server::stopListening));
        operations.put("listen", given -> done(server::listen));
        operations.put("reset-counters", given -> done(server::resetCounters));
    }

    boolean knows(String operation) {
        return operations.containsKey(operation);
    }

    /**
     * Performs an operation.
     *
     * @throws IllegalArgumentException if the operation or an input member is missing or unknown; the exception's
     *     message is returned to the client
     */
    String perform(String operation, JsonObject input) {
        Function<JsonObject, String> known = operations.get(operation);
        if (known == null) {
            throw new IllegalArgumentException("operation must be one of " + String.join(", ", operations.keySet()));
        }
        return known.apply(input);
    }

    private String issueToken(JsonObject given) {
        String token = tokenOf(server, given).issue();
        Map<String, String> members = new LinkedHashMap<>();
        members.put("token", token);
        members.put("id", TokenId.of(token));
        return Json.texts(members);
    }

    /** Returns a builder for the token that a JSON object describes. The token is valid for one day by default. */
    static AccessTokenBuilder tokenOf(MobileFirstServer server, JsonObject given) {
        AccessTokenBuilder token = server.token();
        given.text("scope").ifPresent(token::scope);
        given.filled("user")
                .ifPresent(user -> token.user(user, given.filled("displayName").orElse(user)));
        given.filled("value").ifPresent(token::value);
        if (given.filled("device").isPresent() || given.filled("deviceStatus").isPresent()) {
            token.device(
                    given.filled("device").orElse(AccessTokenBuilder.DEVICE_ID),
                    given.filled("deviceStatus").orElse("ACTIVE"));
        }
        return token.lifetime(lifetime(given));
    }

    /**
     * Reads the token lifetime from a token description.
     *
     * @throws IllegalArgumentException if the value is not a number of seconds or is out of range
     */
    static Duration lifetime(JsonObject given) {
        return Duration.ofSeconds(FaultNames.integer(given, "seconds", A_DAY, -A_DAY, 366 * A_DAY));
    }

    private String revokeToken(JsonObject given) {
        token(given).revoke();
        return DONE;
    }

    private String expireCheck(JsonObject given) {
        String check = required(given, "check");
        if (given.filled("user").isPresent()) {
            server.expireLogin(required(given, "user"), check);
        } else {
            token(given).expire(check);
        }
        return DONE;
    }

    private String deviceStatus(JsonObject given) {
        server.deviceStatus(required(given, "device"), given.filled("status").orElse("DISABLED"));
        return DONE;
    }

    private String conflict(JsonObject given) {
        token(given).conflict(FaultNames.integer(given, "times", 1, 0, Integer.MAX_VALUE));
        return DONE;
    }

    private String fault(JsonObject given) {
        Endpoint endpoint = Endpoint.labelled(given.text("at").orElse("any"));
        String name = required(given, "fault");
        if (name.equals("none")) {
            faults.disarm(endpoint);
        } else {
            int calls = FaultNames.integer(given, "calls", Integer.MAX_VALUE, 1, Integer.MAX_VALUE);
            faults.arm(endpoint, FaultNames.create(name, given), calls);
        }
        return DONE;
    }

    private IssuedToken token(JsonObject given) {
        return given.filled("token")
                .flatMap(tokens::find)
                .or(() -> given.filled("id").flatMap(tokens::findById))
                .orElseThrow(() -> new IllegalArgumentException("no such token; name it by token or by id"));
    }

    private static String required(JsonObject given, String name) {
        return given.filled(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static String done(Runnable operation) {
        operation.run();
        return DONE;
    }

    /** Returns the names of all operations. */
    List<String> operations() {
        return List.copyOf(operations.keySet());
    }
}
