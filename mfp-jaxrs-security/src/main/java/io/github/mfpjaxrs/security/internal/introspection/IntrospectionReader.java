package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.MFPApplication;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.MFPUser;
import io.github.mfpjaxrs.security.internal.json.Claims;
import io.github.mfpjaxrs.security.internal.json.DefaultTyping;
import io.github.mfpjaxrs.security.internal.json.Interner;
import io.github.mfpjaxrs.security.internal.json.JsonReader;
import io.github.mfpjaxrs.security.internal.json.LenientNumbers;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.token.AccessTokenType;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Parses introspection responses (RFC 7662 §2.2), including MobileFirst's additional members. Thread-safe. */
final class IntrospectionReader {

    private static final String ANONYMOUS = "anonymous";

    private static final List<DeviceStatus> GRAVITY = List.of(
            DeviceStatus.UNKNOWN,
            DeviceStatus.ACTIVE,
            DeviceStatus.EXPIRED,
            DeviceStatus.DISABLED,
            DeviceStatus.LOST,
            DeviceStatus.STOLEN);

    private final Interner shared = new Interner();
    private final JsonReader json = new JsonReader(shared);
    private final String server;

    /** @param server the name of the authorization server that sends the responses */
    IntrospectionReader(String server) {
        this.server = server;
    }

    /**
     * Parses a response.
     *
     * @throws AuthorizationServerFailure if the response is inconclusive, because {@code active} is neither true nor
     *     false, or because a member that a decision depends on has the wrong type
     */
    IntrospectionResult read(byte[] body) {
        Claims claims = new Claims(json.readObject(body));
        boolean active = claims.strictFlag("active").orElseThrow(IntrospectionReader::inconclusive);
        return active ? new IntrospectionResult.Active(token(claims)) : new IntrospectionResult.Inactive();
    }

    private AccessToken token(Claims claims) {
        AccessTokenType.MEMBERS.forEach(claims::strictText);
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
                claims.members(),
                server);
    }

    /** Whether an expiry is set. MobileFirst's model classes serialize a missing expiry as 0. */
    private static boolean isSet(Instant expiry) {
        return expiry.isAfter(Instant.EPOCH);
    }

    /**
     * Returns the user name or, if there is none, the subject. The subject is ignored if it is the client itself (RFC
     * 9068 §2.2), because the client is not a user.
     */
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

    /**
     * Returns the device. A device without an ID is also returned if its status is known, because the status affects
     * the decision.
     */
    private static Optional<MFPDevice> device(Claims device) {
        DeviceStatus status = graver(deviceStatus(device, "status"), deviceStatus(device, "deviceStatus"));
        Optional<String> id = device.text("id");
        return id.isEmpty() && status == DeviceStatus.UNKNOWN
                ? Optional.empty()
                : Optional.of(new MFPDevice(
                        id,
                        device.text("hardware").or(() -> device.text("model")),
                        device.text("platform").or(() -> device.text("os")),
                        status,
                        device.text("displayName").or(() -> device.text("deviceDisplayName"))));
    }

    /** Returns the graver of two statuses, so that neither of the two members can hide a lost device. */
    private static DeviceStatus graver(DeviceStatus one, DeviceStatus other) {
        return GRAVITY.indexOf(one) >= GRAVITY.indexOf(other) ? one : other;
    }

    /**
     * Parses a status given as a case-insensitive name or as a number, which can also be a string. An unrecognized
     * name or number is treated as unknown rather than as an error, because later server versions might define more
     * statuses.
     */
    private static DeviceStatus deviceStatus(Claims device, String member) {
        Object status = DefaultTyping.unwrap(device.members().get(member));
        if (status == null) {
            return DeviceStatus.UNKNOWN;
        }
        if (!(status instanceof String) && !(status instanceof BigDecimal)) {
            throw Claims.wrongType("mfp-device." + member);
        }
        String name = status.toString().strip();
        Optional<BigDecimal> number = LenientNumbers.parse(status);
        for (DeviceStatus candidate : DeviceStatus.values()) {
            if (candidate.name().equalsIgnoreCase(name)
                    || number.filter(n -> n.compareTo(BigDecimal.valueOf(candidate.ordinal())) == 0)
                            .isPresent()) {
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
            Object published = DefaultTyping.unwrap(data);
            if (published instanceof Map<?, ?> map) {
                byName.put(name, strings(Claims.of(map)));
            } else if (published instanceof List<?> list && !list.isEmpty()) {
                throw Claims.wrongType("mfp-checks");
            }
        });
        return byName;
    }

    private Map<String, String> strings(Claims data) {
        Map<String, String> strings = new HashMap<>();
        data.members().forEach((name, value) -> strings.put(name, String.valueOf(DefaultTyping.unwrap(value))));
        return shared.share(Map.copyOf(strings));
    }

    private static AuthorizationServerFailure inconclusive() {
        return AuthorizationServerFailure.invalidResponse(
                "the authorization server's answer does not say whether the token is active");
    }
}
