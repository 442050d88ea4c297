package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The users, checks, scope elements, origins and tokens that {@link MobileFirstDevServer} reads from a JSON file. An
 * unknown member is an error, because it is most likely a typo.
 */
final class DevSettings {

    private static final int MAX_SECONDS = 366 * 86_400;

    private static final String STANDARD = """
            {
              "securityChecks": [{"name": "UserLogin"}, {"name": "PinCode"}],
              "scopeElements": {"accessRestricted": ["UserLogin"], "transfer": ["UserLogin", "PinCode"]},
              "users": [{"id": "john", "password": "john", "displayName": "John"},
                        {"id": "mary", "password": "mary", "displayName": "Mary"}],
              "tokens": [
                {"value": "anonymous-token", "scope": "RegisteredClient"},
                {"value": "john-token", "scope": "RegisteredClient accessRestricted", "user": "john",
                 "displayName": "John"},
                {"value": "mary-token", "scope": "RegisteredClient accessRestricted transfer", "user": "mary",
                 "displayName": "Mary"},
                {"value": "lost-phone-token", "scope": "RegisteredClient accessRestricted", "user": "john",
                 "displayName": "John", "device": "lost-phone", "deviceStatus": "DISABLED"},
                {"value": "expired-token", "scope": "RegisteredClient accessRestricted", "user": "john",
                 "displayName": "John", "seconds": -3600}
              ]
            }
            """;

    private final JsonObject json;

    private DevSettings(JsonObject json) {
        this.json = json;
    }

    static DevSettings standard() {
        return parse(STANDARD);
    }

    /**
     * Reads the settings from a file.
     *
     * @throws IllegalArgumentException if the file cannot be read or is invalid; the message is meant for the user
     */
    static DevSettings read(Path file) {
        try {
            return parse(Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("--config cannot read " + file, unreadable);
        }
    }

    static DevSettings parse(String text) {
        JsonObject json = JsonObject.read(text)
                .orElseThrow(() -> new IllegalArgumentException("the configuration is not a JSON object"));
        known(
                json,
                "the configuration",
                Set.of("securityChecks", "scopeElements", "users", "tokens", "allowedOrigins", "clientTokenSeconds"));
        json.objects("securityChecks")
                .forEach(check -> known(
                        check,
                        "a security check",
                        Set.of("name", "attempts", "loginSeconds", "rememberMeSeconds", "blockedSeconds")));
        json.objects("users").forEach(user -> known(user, "a user", Set.of("id", "password", "displayName")));
        for (JsonObject token : json.objects("tokens")) {
            known(
                    token,
                    "a token",
                    Set.of("value", "scope", "user", "displayName", "device", "deviceStatus", "seconds"));
            required(token, "value");
            Control.lifetime(token);
        }
        return new DevSettings(json);
    }

    /**
     * Applies the settings to a server builder.
     *
     * @throws IllegalArgumentException if a value is missing or out of range; the message is meant for the user
     */
    void applyTo(MobileFirstServerBuilder builder) {
        json.objects("securityChecks").forEach(check -> builder.securityCheck(check(check)));
        json.object("scopeElements")
                .ifPresent(elements -> elements.members()
                        .keySet()
                        .forEach(element -> builder.scopeElement(
                                element, elements.texts(element).toArray(String[]::new))));
        json.objects("users")
                .forEach(user -> builder.user(
                        required(user, "id"),
                        required(user, "password"),
                        user.filled("displayName").orElse(required(user, "id"))));
        json.texts("allowedOrigins").forEach(builder::allowOrigin);
        builder.clientTokenLifetime(seconds(json, "clientTokenSeconds", 3_600));
    }

    /** Returns the tokens. The token texts are configured, so they are the same after each start. */
    List<JsonObject> tokens() {
        return json.objects("tokens");
    }

    private static SecurityCheck check(JsonObject given) {
        return SecurityCheck.named(required(given, "name"))
                .attempts(FaultNames.integer(given, "attempts", 3, 1, 1_000))
                .loginLifetime(seconds(given, "loginSeconds", 3_600))
                .rememberMe(seconds(given, "rememberMeSeconds", 0))
                .blockedFor(seconds(given, "blockedSeconds", 0));
    }

    private static Duration seconds(JsonObject given, String name, int standard) {
        return Duration.ofSeconds(FaultNames.integer(given, name, standard, 0, MAX_SECONDS));
    }

    private static String required(JsonObject given, String name) {
        return given.filled(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    private static void known(JsonObject given, String what, Set<String> names) {
        given.members().keySet().stream()
                .filter(name -> !names.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(what + " has the unknown member " + name);
                });
    }
}
