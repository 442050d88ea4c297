package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.MFPApplication;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.MFPUser;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes records of an introspection answer (RFC 7662 §2.2, with MobileFirst's members). Thread-safe. */
final class IntrospectionReader {

    private static final String ANONYMOUS = "anonymous";

    private final SharedValues shared = new SharedValues();
    private final JsonReader json = new JsonReader(shared);

    /**
     * Reads an answer.
     *
     * @throws ServerTrouble if it gives no clear verdict: {@code active} must be true or false, and what decides about
     *     the token must be of its own type
     */
    IntrospectionResult read(byte[] body) {
        Claims claims = new Claims(json.readObject(body));
        boolean active = claims.strictFlag("active").orElseThrow(IntrospectionReader::noVerdict);
        return active ? new IntrospectionResult.Active(token(claims)) : new IntrospectionResult.Inactive();
    }

    private AccessToken token(Claims claims) {
        return new AccessToken(
                claims.text("client_id"),
                userName(claims),
                shared.share(Set.copyOf(claims.scopeElements("scope"))),
                claims.strictTime("exp").filter(IntrospectionReader::isSet),
                claims.time("iat"),
                claims.strictTime("nbf"),
                claims.text("sub"),
                claims.strictText("iss"),
                claims.strictTexts("aud"),
                claims.object("mfp-application").flatMap(IntrospectionReader::application),
                claims.strictObject("mfp-device").flatMap(IntrospectionReader::device),
                claims.object("mfp-user").flatMap(IntrospectionReader::user),
                securityChecks(claims.map("mfp-checks")),
                claims.members());
    }

    /** The model classes write 0 where there is no expiry. */
    private static boolean isSet(Instant expiry) {
        return expiry.isAfter(Instant.EPOCH);
    }

    /** The user name; else the subject, unless that is the client itself (RFC 9068 §2.2), which is no user. */
    private static Optional<String> userName(Claims claims) {
        Optional<String> subject =
                claims.text("sub").filter(sub -> !claims.text("client_id").equals(Optional.of(sub)));
        return claims.text("username").or(() -> subject).filter(name -> !name.equals(ANONYMOUS));
    }

    private static Optional<MFPApplication> application(Claims application) {
        return application
                .text("id")
                .map(id -> new MFPApplication(id, application.text("clientPlatform"), application.text("version")));
    }

    /** Its status decides, so that a device must not get lost for want of an id. */
    private static Optional<MFPDevice> device(Claims device) {
        DeviceStatus status = deviceStatus(
                device.members().getOrDefault("status", device.members().getOrDefault("deviceStatus", "")));
        Optional<String> deviceId = device.text("id");
        if (deviceId.isEmpty() && status != DeviceStatus.UNKNOWN) {
            throw new ServerTrouble(
                    ServerTrouble.Kind.BAD_ANSWER,
                    "the authorization server's answer has a device with a status and without an id");
        }
        return deviceId.map(id -> new MFPDevice(
                id,
                device.text("hardware").or(() -> device.text("model")),
                device.text("platform").or(() -> device.text("os")),
                status,
                device.text("displayName").or(() -> device.text("deviceDisplayName"))));
    }

    /** By its name or by its number; what is none of these is unknown, not an error. */
    private static DeviceStatus deviceStatus(Object status) {
        DeviceStatus[] known = DeviceStatus.values();
        for (DeviceStatus candidate : known) {
            if (candidate.name().equals(status)
                    || (status instanceof BigDecimal number
                            && number.compareTo(BigDecimal.valueOf(candidate.ordinal())) == 0)) {
                return candidate;
            }
        }
        return DeviceStatus.UNKNOWN;
    }

    private static Optional<MFPUser> user(Claims user) {
        return user.text("id")
                .map(id -> new MFPUser(
                        id,
                        user.text("displayName"),
                        user.time("authenticatedAt"),
                        user.text("authenticatedBy"),
                        user.map("attributes")));
    }

    private Map<String, Map<String, String>> securityChecks(Map<String, Object> checks) {
        Map<String, Map<String, String>> byName = new HashMap<>();
        checks.forEach((name, data) -> {
            if (data instanceof Map<?, ?> map) {
                byName.put(name, strings(Claims.of(map)));
            }
        });
        return byName;
    }

    private Map<String, String> strings(Claims data) {
        Map<String, String> strings = new HashMap<>();
        data.members().forEach((name, value) -> strings.put(name, value.toString()));
        return shared.share(Map.copyOf(strings));
    }

    private static ServerTrouble noVerdict() {
        return new ServerTrouble(
                ServerTrouble.Kind.BAD_ANSWER,
                "the authorization server's answer does not say whether the token is active");
    }
}
