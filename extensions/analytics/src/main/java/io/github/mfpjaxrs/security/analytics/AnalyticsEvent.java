package io.github.mfpjaxrs.security.analytics;

import io.github.mfpjaxrs.security.AccessDecided;
import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPApplication;
import io.github.mfpjaxrs.security.MFPDevice;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.Map;
import java.util.Optional;

/**
 * A network transaction, in the form in which MobileFirst Analytics stores it. Contains only what is reported about a
 * decision. All values from the client are limited in length and escaped as JSON.
 *
 * @param decision the decision, with at most 1,024 characters of client metadata
 * @param timestampMillis when the decision was made
 */
record AnalyticsEvent(AccessDecided decision, long timestampMillis) {

    private static final int MAX_LENGTH = 200;

    /** Maps member names in the client metadata to the corresponding names in events. */
    private static final Map<String, String> METADATA = Map.of(
            "appStoreLabel", "appName",
            "appVersionCode", "appVersionCode",
            "deviceBrand", "deviceBrand",
            "deviceOS", "deviceOS",
            "deviceOSversion", "deviceOSversion");

    /** Returns the event as JSON. */
    JsonObject toJson(String serverAddress) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("_type", "NetworkTransaction")
                .add("timestamp", timestampMillis)
                .add("authSuccess", decision.isGranted())
                .add("validationCode", validationCode())
                .add("responseCode", decision.status().orElse(200))
                .add("serverProcessingTime", decision.introspectionTime().toMillis())
                .add("serverIpAddress", serverAddress);
        Optional<MFPApplication> application = decision.token().flatMap(AccessToken::application);
        Optional<MFPDevice> device = decision.token().flatMap(AccessToken::device);
        add(json, "appID", application.map(MFPApplication::id));
        add(json, "appVersion", application.flatMap(MFPApplication::version));
        add(json, "deviceID", decision.deviceId());
        add(json, "deviceModel", device.flatMap(MFPDevice::hardware));
        add(json, "resourceURL", decision.pathTemplate());
        add(json, "requestMethod", decision.httpMethod());
        add(json, "trackingID", decision.trackingId());
        add(json, "userAgent", decision.userAgent());
        decision.clientMetadata().ifPresent(metadata -> addMetadata(json, metadata));
        return json.build();
    }

    private static void add(JsonObjectBuilder json, String name, Optional<String> value) {
        value.ifPresent(text -> json.add(name, bounded(text)));
    }

    private static String bounded(String text) {
        return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
    }

    /** Adds the known members that are strings. Metadata that is not a JSON object is ignored. */
    private static void addMetadata(JsonObjectBuilder json, String metadata) {
        try (JsonReader reader = Json.createReader(new StringReader(metadata))) {
            JsonObject object = reader.readObject();
            METADATA.forEach((from, to) -> {
                if (object.get(from) instanceof JsonString text) {
                    json.add(to, bounded(text.getString()));
                }
            });
        } catch (RuntimeException notJson) {
            // The metadata comes from the client, so it can be malformed.
        }
    }

    private String validationCode() {
        return decision.refusal().map(AnalyticsEvent::validationCode).orElse("AUTHORIZATION_SUCCESS");
    }

    private static String validationCode(AccessDecision.Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> "AUTHORIZATION_FAILED_MISSING_AUTH_HEADER";
            case INVALID_REQUEST, INVALID_TOKEN, AMBIGUOUS_PATH -> "AUTHORIZATION_FAILED_INVALID_ACCESS_TOKEN";
            case INSUFFICIENT_SCOPE, DEVICE_BLOCKED, DENIED -> "AUTHORIZATION_FAILED_INSUFFICIENT_SCOPE";
            case CONFLICT -> "AUTHORIZATION_PENDING";
            case UNAVAILABLE, UNRESOLVED_PROTECTION -> "AUTHORIZATION_FAILED_INTERNAL_SERVER_ERROR";
        };
    }
}
