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
 * Builds a client's access token. {@link MobileFirstServer#token()} returns a new builder.
 *
 * <p>By default, a token has the scope {@code RegisteredClient}, is valid for an hour, belongs to an active device and
 * an application, and has no user. Not thread-safe.
 */
public final class AccessTokenBuilder {

    /** The default device id. */
    public static final String DEVICE_ID = "6747046e-8d9c-4a5b-9d6a-2f3b7c1e5a90";

    /** The default application id. */
    public static final String APPLICATION_ID = "com.sample.app";

    /** The default client id. */
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
     * Grants exactly this scope.
     *
     * @param scope the scope elements, separated by spaces; may be empty
     * @return this
     */
    public AccessTokenBuilder scope(String scope) {
        this.scope = Objects.requireNonNull(scope, "scope");
        return this;
    }

    /**
     * Issues the token to this client, which represents an instance of an application.
     *
     * @param clientId the client id; {@link #APP_CLIENT_ID} by default
     * @return this
     */
    public AccessTokenBuilder clientId(String clientId) {
        this.clientId = Objects.requireNonNull(clientId, "clientId");
        return this;
    }

    /**
     * Sets the authenticated user, whose display name equals the user id.
     *
     * @param id the user id, which is also the {@code username}
     * @return this
     */
    public AccessTokenBuilder user(String id) {
        return user(id, id);
    }

    /**
     * Sets the authenticated user.
     *
     * @param id the user id, which is also the {@code username}
     * @param displayName the display name
     * @return this
     */
    public AccessTokenBuilder user(String id, String displayName) {
        this.userId = Objects.requireNonNull(id, "id");
        this.userDisplayName = Objects.requireNonNull(displayName, "displayName");
        return this;
    }

    /**
     * Adds a user attribute. Has no effect if the token has no user.
     *
     * @param name the attribute name
     * @param value the value, returned as a JSON string
     * @return this
     */
    public AccessTokenBuilder userAttribute(String name, String value) {
        userAttributes.put(name, Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Removes the user, so that {@code username} is {@code anonymous} and {@code mfp-user} is null. This is the
     * default.
     *
     * @return this
     */
    public AccessTokenBuilder anonymous() {
        userId = null;
        return this;
    }

    /**
     * Issues the token to this device.
     *
     * @param id the device id
     * @param status ACTIVE, LOST, STOLEN, EXPIRED or DISABLED in MobileFirst; any text is returned unchanged;
     *     {@link MobileFirstServer#deviceStatus(String, String)} overrides this status
     * @return this
     */
    public AccessTokenBuilder device(String id, String status) {
        device = new Device(id, status);
        return this;
    }

    /**
     * Removes the device, so that {@code mfp-device} is null.
     *
     * @return this
     */
    public AccessTokenBuilder withoutDevice() {
        device = null;
        return this;
    }

    /**
     * Issues the token to this application.
     *
     * @param id the application id, such as {@code com.sample.app}
     * @param platform the platform, such as {@code ios} or {@code android}
     * @param version the version, such as {@code 1.0}
     * @return this
     */
    public AccessTokenBuilder application(String id, String platform, String version) {
        application = new Application(id, platform, version);
        return this;
    }

    /**
     * Removes the application, so that {@code mfp-application} is null.
     *
     * @return this
     */
    public AccessTokenBuilder withoutApplication() {
        application = null;
        return this;
    }

    /**
     * Adds a security check to {@code mfp-checks}, as if it had been passed.
     *
     * @param name the security check's name
     * @param attributes the security check's attributes; may be empty
     * @return this
     */
    public AccessTokenBuilder check(String name, Map<String, String> attributes) {
        checks.put(name, Map.copyOf(attributes));
        return this;
    }

    /**
     * Sets the token's lifetime, which starts when the token is issued.
     *
     * @param lifetime an hour by default; negative for an expired token
     * @return this
     */
    public AccessTokenBuilder lifetime(Duration lifetime) {
        this.lifetime = Objects.requireNonNull(lifetime, "lifetime");
        this.expiresAt = null;
        return this;
    }

    /**
     * Sets the time from which the token is inactive.
     *
     * @param expiresAt with millisecond precision
     * @return this
     */
    public AccessTokenBuilder expiresAt(Instant expiresAt) {
        this.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
        return this;
    }

    /**
     * Adds a member to the introspection response, or overrides the member with that name, while the token is active.
     * This affects only the response: {@code claim("exp", "1")} does not expire the token.
     *
     * @param name the member name
     * @param rawJson the value exactly as it appears in the response; not validated, so that it can be deliberately
     *     malformed
     * @return this
     */
    public AccessTokenBuilder claim(String name, String rawJson) {
        claims.put(name, Objects.requireNonNull(rawJson, "rawJson"));
        return this;
    }

    /**
     * Omits a member from the introspection response while the token is active.
     *
     * @param name the member name
     * @return this
     */
    public AccessTokenBuilder withoutClaim(String name) {
        claims.put(name, TokenDetails.ABSENT);
        return this;
    }

    /**
     * Uses this text as the token instead of a generated one.
     *
     * @param value any text; the new token replaces a token that was issued with the same text
     * @return this
     */
    public AccessTokenBuilder value(String value) {
        this.value = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * Applies a fault whenever an authenticated caller introspects this token.
     *
     * @param fault replaces or alters the response until a token with the same text is issued
     * @return this
     */
    public AccessTokenBuilder fault(Fault fault) {
        this.fault = Objects.requireNonNull(fault, "fault");
        return this;
    }

    /**
     * Issues the token. Each call issues another token.
     *
     * @return the token text, which is either the text from {@link #value(String)} or about 1,100 characters that
     *     resemble a JWS
     */
    public String issue() {
        Instant now = store.now();
        TokenDetails details = new TokenDetails(
                scope,
                clientId,
                userId == null ? null : new User(userId, userDisplayName, userAttributes, now, "UserLogin"),
                device,
                application,
                checks,
                claims,
                now,
                expiresAt == null ? now.plus(lifetime) : expiresAt);
        return store.issue(value, new IssuedToken(new FixedGrant(details), false, fault));
    }
}
