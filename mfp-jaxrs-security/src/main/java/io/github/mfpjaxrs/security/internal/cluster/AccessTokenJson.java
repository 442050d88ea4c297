package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.MFPApplication;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.MFPUser;
import io.github.mfpjaxrs.security.internal.json.Claims;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes access tokens as JSON and reads them back. A token that is read equals the token that was written. Absent
 * components are omitted. Times are in ISO 8601 format, which preserves their precision.
 */
final class AccessTokenJson {

    private AccessTokenJson() {}

    /**
     * Writes a token.
     *
     * @throws IllegalArgumentException if a claim has a type that {@link AccessToken#claims()} does not list
     */
    static void write(JsonGenerator json, String name, AccessToken token) {
        json.writeStartObject(name).write("server", token.authorizationServer());
        text(json, "client", token.clientId());
        text(json, "userName", token.userName());
        texts(json, "scopes", token.scopes());
        time(json, "exp", token.expiresAt());
        time(json, "iat", token.issuedAt());
        time(json, "nbf", token.notBefore());
        text(json, "sub", token.subject());
        text(json, "iss", token.issuer());
        texts(json, "aud", token.audience());
        token.application().ifPresent(application -> write(json, application));
        token.device().ifPresent(device -> write(json, device));
        token.user().ifPresent(user -> write(json, user));
        json.writeStartObject("checks");
        token.securityChecks().forEach((check, data) -> {
            json.writeStartObject(check);
            data.forEach(json::write);
            json.writeEnd();
        });
        json.writeEnd();
        members(json, "claims", token.claims());
        json.writeEnd();
    }

    private static void write(JsonGenerator json, MFPApplication application) {
        json.writeStartObject("application").write("id", application.id());
        text(json, "platform", application.clientPlatform());
        text(json, "version", application.version());
        json.writeEnd();
    }

    private static void write(JsonGenerator json, MFPDevice device) {
        json.writeStartObject("device").write("status", device.status().name());
        text(json, "id", device.id());
        text(json, "hardware", device.hardware());
        text(json, "platform", device.platform());
        text(json, "displayName", device.displayName());
        json.writeEnd();
    }

    private static void write(JsonGenerator json, MFPUser user) {
        json.writeStartObject("user").write("id", user.id());
        text(json, "displayName", user.displayName());
        time(json, "at", user.authenticatedAt());
        text(json, "by", user.authenticatedBy());
        members(json, "attributes", user.attributes());
        json.writeEnd();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) {
        value.ifPresent(text -> json.write(name, text));
    }

    private static void time(JsonGenerator json, String name, Optional<Instant> value) {
        value.ifPresent(time -> json.write(name, time.toString()));
    }

    static void texts(JsonGenerator json, String name, Collection<String> values) {
        json.writeStartArray(name);
        values.forEach(json::write);
        json.writeEnd();
    }

    private static void members(JsonGenerator json, String name, Map<String, Object> members) {
        json.writeStartObject(name);
        writeMembers(json, members);
        json.writeEnd();
    }

    private static void writeMembers(JsonGenerator json, Map<?, ?> members) {
        members.forEach((name, value) -> {
            json.writeKey((String) name);
            value(json, value);
        });
    }

    private static void value(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof String text) {
            json.write(text);
        } else if (value instanceof Boolean flag) {
            json.write(flag);
        } else if (value instanceof BigDecimal number) {
            json.write(number);
        } else if (value instanceof Map<?, ?> object) {
            json.writeStartObject();
            writeMembers(json, object);
            json.writeEnd();
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            list.forEach(element -> value(json, element));
            json.writeEnd();
        } else {
            throw new IllegalArgumentException("not a type of JSON: " + value.getClass());
        }
    }

    /**
     * Reads a token.
     *
     * @throws RuntimeException if the JSON is not a token written by {@link #write}
     */
    static AccessToken read(Claims json) {
        return new AccessToken(
                json.strictText("client"),
                json.strictText("userName"),
                Set.copyOf(json.strictTexts("scopes")),
                time(json, "exp"),
                time(json, "iat"),
                time(json, "nbf"),
                json.strictText("sub"),
                json.strictText("iss"),
                json.strictTexts("aud"),
                json.strictObject("application").map(AccessTokenJson::application),
                json.strictObject("device").map(AccessTokenJson::device),
                json.strictObject("user").map(AccessTokenJson::user),
                checks(json),
                members(json, "claims"),
                required(json, "server"));
    }

    private static MFPApplication application(Claims json) {
        return new MFPApplication(required(json, "id"), json.strictText("platform"), json.strictText("version"));
    }

    private static MFPDevice device(Claims json) {
        return new MFPDevice(
                json.strictText("id"),
                json.strictText("hardware"),
                json.strictText("platform"),
                DeviceStatus.valueOf(required(json, "status")),
                json.strictText("displayName"));
    }

    private static MFPUser user(Claims json) {
        return new MFPUser(
                required(json, "id"),
                json.strictText("displayName"),
                time(json, "at"),
                json.strictText("by"),
                members(json, "attributes"));
    }

    private static Map<String, Map<String, String>> checks(Claims json) {
        Map<String, Map<String, String>> checks = new HashMap<>();
        members(json, "checks").forEach((check, published) -> {
            Map<String, String> data = new HashMap<>();
            ((Map<?, ?>) published).forEach((name, value) -> data.put((String) name, (String) value));
            checks.put(check, data);
        });
        return checks;
    }

    private static Map<String, Object> members(Claims json, String name) {
        return json.members().get(name) instanceof Map<?, ?> members
                ? Claims.of(members).members()
                : Map.of();
    }

    static String required(Claims json, String name) {
        return json.strictText(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
    }

    static Optional<Instant> time(Claims json, String name) {
        return json.strictText(name).map(Instant::parse);
    }
}
