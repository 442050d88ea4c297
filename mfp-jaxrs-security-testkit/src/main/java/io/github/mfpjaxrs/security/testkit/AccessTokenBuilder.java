package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.TokenDetails.Application;
import io.github.mfpjaxrs.security.testkit.TokenDetails.Device;
import io.github.mfpjaxrs.security.testkit.TokenDetails.User;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A client's access token in the making; {@link MobileFirstServer#token()} begins one.
 *
 * <p>Where nothing else is said, a token has the scope {@code RegisteredClient}, lives for an hour, and belongs to an
 * active device and an application, without a user. Not thread-safe.
 */
public final class AccessTokenBuilder {

    /** The device of a token for which no other was named. */
    public static final String DEVICE_ID = "6747046e-8d9c-4a5b-9d6a-2f3b7c1e5a90";

    /** The application of a token for which no other was named. */
    public static final String APPLICATION_ID = "com.sample.app";

    /** The client id of a token for which no other was named. */
    public static final String APP_CLIENT_ID = "e3d0a789-6ec1-4451-930d-12d06a1834d0";

    private final TokenStore store;
    private final Map<String, String> userAttributes = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> checks = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();
    private String scope = "RegisteredClient";
    private String clientId = APP_CLIENT_ID;
    private Duration lifetime = Duration.ofHours(1);
    private Fault fault = Fault.NONE;
    private @Nullable Instant expiresAt;
    private @Nullable String userId;
    private String userDisplayName = "";
    private @Nullable Device device = new Device(DEVICE_ID, "ACTIVE");
    private @Nullable Application application = new Application(APPLICATION_ID, "ios", "1.0");
    private @Nullable String value;

    AccessTokenBuilder(TokenStore store) {
        this.store = store;
    }

    /**
     * Grants this scope and no other.
     *
     * @param scope scope elements, space-separated; may be empty
     * @return this
     */
    public AccessTokenBuilder scope(String scope) {
        this.scope = Objects.requireNonNull(scope, "scope");
        return this;
    }

    /**
     * Issues it to this client (an instance of an application).
     *
     * @param clientId {@link #APP_CLIENT_ID} by default
     * @return this
     */
    public AccessTokenBuilder clientId(String clientId) {
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        return this;
    }

    /**
     * Authenticates a user, whose display name is the id.
     *
     * @param id the user's id, which is also the {@code username}
     * @return this
     */
    public AccessTokenBuilder user(String id) {
        return user(id, id);
    }

    /**
     * Authenticates a user.
     *
     * @param id the user's id, which is also the {@code username}
     * @param displayName the name shown to people
     * @return this
     */
    public AccessTokenBuilder user(String id, String displayName) {
        this.userId = Objects.requireNonNull(id, "id");
        this.userDisplayName = Objects.requireNonNull(displayName, "displayName");
        return this;
    }

    /**
     * Adds an attribute of the user; without effect while there is no user.
     *
     * @param name the attribute's name
     * @param value its value, answered as a JSON string
     * @return this
     */
    public AccessTokenBuilder userAttribute(String name, String value) {
        userAttributes.put(name, Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Takes the user away, as is the default: {@code username} is {@code anonymous}, {@code mfp-user} null.
     *
     * @return this
     */
    public AccessTokenBuilder anonymous() {
        userId = null;
        return this;
    }

    /**
     * Issues it to this device.
     *
     * @param id the device's id
     * @param status in MobileFirst ACTIVE, LOST, STOLEN, EXPIRED or DISABLED; any text is answered as it stands;
     *     {@link MobileFirstServer#deviceStatus(String, String)} overrides it
     * @return this
     */
    public AccessTokenBuilder device(String id, String status) {
        device = new Device(id, status);
        return this;
    }

    /**
     * Takes the device away: {@code mfp-device} is null.
     *
     * @return this
     */
    public AccessTokenBuilder withoutDevice() {
        device = null;
        return this;
    }

    /**
     * Issues it to this application.
     *
     * @param id such as {@code com.sample.app}
     * @param platform such as {@code ios} or {@code android}
     * @param version such as {@code 1.0}
     * @return this
     */
    public AccessTokenBuilder application(String id, String platform, String version) {
        application = new Application(id, platform, version);
        return this;
    }

    /**
     * Takes the application away: {@code mfp-application} is null.
     *
     * @return this
     */
    public AccessTokenBuilder withoutApplication() {
        application = null;
        return this;
    }

    /**
     * Adds what a security check tells, under {@code mfp-checks}.
     *
     * @param name the security check
     * @param attributes may be empty
     * @return this
     */
    public AccessTokenBuilder check(String name, Map<String, String> attributes) {
        checks.put(name, Map.copyOf(attributes));
        return this;
    }

    /**
     * Lets it expire so long after it is issued.
     *
     * @param lifetime an hour by default; negative for a token that has expired already
     * @return this
     */
    public AccessTokenBuilder lifetime(Duration lifetime) {
        this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
        this.expiresAt = null;
        return this;
    }

    /**
     * Lets it expire at this time; from then on it is answered as inactive.
     *
     * @param expiresAt to the millisecond
     * @return this
     */
    public AccessTokenBuilder expiresAt(Instant expiresAt) {
        this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
        return this;
    }

    /**
     * Adds a member to the introspection answer while the token is active, or overrides the member of that name. Only
     * the answer changes: {@code claim("exp", "1")} does not let the token expire.
     *
     * @param name the member's name
     * @param rawJson its value as it is to stand in the answer, not checked, so that it may be wrong on purpose
     * @return this
     */
    public AccessTokenBuilder claim(String name, String rawJson) {
        claims.put(name, Objects.requireNonNull(rawJson, "rawJson"));
        return this;
    }

    /**
     * Leaves a member out of the introspection answer while the token is active.
     *
     * @param name the member's name
     * @return this
     */
    public AccessTokenBuilder withoutClaim(String name) {
        claims.put(name, TokenDetails.ABSENT);
        return this;
    }

    /**
     * Uses this text as the token instead of a made-up one.
     *
     * @param value any text; a token issued before with the same text is replaced
     * @return this
     */
    public AccessTokenBuilder value(String value) {
        this.value = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Lets introspection of this one token fail, after the caller has been authenticated.
     *
     * @param fault what happens instead of the answer, or to it, until the token is issued anew
     * @return this
     */
    public AccessTokenBuilder fault(Fault fault) {
        this.fault = Objects.requireNonNull(fault, "fault");
        return this;
    }

    /**
     * Makes the token known to the server; each call makes another one.
     *
     * @return the token's text: that of {@link #value(String)}, or about 1,100 characters that look like a JWS
     */
    public String issue() {
        Instant now = store.now();
        TokenDetails details = new TokenDetails(
                scope,
                clientId,
                userId == null ? null : new User(userId, userDisplayName, userAttributes),
                device,
                application,
                checks,
                claims,
                now,
                expiresAt == null ? now.plus(lifetime) : expiresAt);
        return store.issue(value, new IssuedToken(details, false, fault));
    }
}
