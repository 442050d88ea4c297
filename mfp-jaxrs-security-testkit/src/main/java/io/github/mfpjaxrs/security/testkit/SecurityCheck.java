package io.github.mfpjaxrs.security.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * A security check that asks for a user name and a password, like {@code UserLogin} in MobileFirst's samples. The
 * defaults are MobileFirst's, except that three attempts are allowed. Immutable.
 *
 * <p>The SDK answers the challenge with an object that has the members {@code username} and {@code password}. If the
 * user asks to be remembered, the object also has {@code "rememberMe": true}.
 */
public final class SecurityCheck {

    /** The name of the default check. By default, the scope element {@code accessRestricted} requires this check. */
    public static final String USER_LOGIN = "UserLogin";

    private final String name;
    private final int attempts;
    private final Duration loginLifetime;
    private final Duration rememberMe;
    private final Duration blockedFor;

    private SecurityCheck(String name, int attempts, Duration loginLifetime, Duration rememberMe, Duration blockedFor) {
        this.name = name;
        this.attempts = attempts;
        this.loginLifetime = loginLifetime;
        this.rememberMe = rememberMe;
        this.blockedFor = blockedFor;
    }

    /**
     * Returns a check with the default settings. The check allows three attempts, a login lasts for an hour, users are
     * not remembered, and the check is never blocked.
     *
     * @param name must not be blank or contain white space
     * @return the check
     */
    public static SecurityCheck named(String name) {
        if (name.isEmpty() || name.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a security check needs a name without white space");
        }
        return new SecurityCheck(name, 3, Duration.ofHours(1), Duration.ZERO, Duration.ZERO);
    }

    /**
     * Limits the number of consecutive wrong passwords. The check fails when the limit is reached.
     *
     * @param attempts at least 1; called {@code maxAttempts} in MobileFirst
     * @return a changed copy
     */
    public SecurityCheck attempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
        }
        return new SecurityCheck(name, attempts, loginLifetime, rememberMe, blockedFor);
    }

    /**
     * Sets how long a login lasts. After that, the client's token remains active, but loses the scope elements that
     * require the check.
     *
     * @param lifetime called {@code successStateExpirationSec} in MobileFirst
     * @return a changed copy
     */
    public SecurityCheck loginLifetime(Duration lifetime) {
        return new SecurityCheck(name, attempts, Objects.requireNonNull(lifetime, "lifetime"), rememberMe, blockedFor);
    }

    /**
     * Sets how long users are remembered if they ask to be. Once the login has expired, the next authorization logs a
     * remembered user in again without a challenge.
     *
     * @param duration called {@code rememberMeDurationSec} in MobileFirst; with zero, users are not remembered
     * @return a changed copy
     */
    public SecurityCheck rememberMe(Duration duration) {
        return new SecurityCheck(
                name, attempts, loginLifetime, Objects.requireNonNull(duration, "duration"), blockedFor);
    }

    /**
     * Sets how long the check is blocked after the last permitted attempt has failed. A blocked check issues no
     * challenges.
     *
     * @param duration called {@code blockedStateExpirationSec} in MobileFirst; with zero, the client can try again
     *     immediately
     * @return a changed copy
     */
    public SecurityCheck blockedFor(Duration duration) {
        return new SecurityCheck(
                name, attempts, loginLifetime, rememberMe, Objects.requireNonNull(duration, "duration"));
    }

    /**
     * Returns the name under which the SDK registers a challenge handler.
     *
     * @return the name, such as {@code UserLogin}
     */
    public String name() {
        return name;
    }

    int attempts() {
        return attempts;
    }

    Duration loginLifetime() {
        return loginLifetime;
    }

    Duration rememberMe() {
        return rememberMe;
    }

    Duration blockedFor() {
        return blockedFor;
    }

    /** Includes the name. */
    @Override
    public String toString() {
        return "SecurityCheck[" + name + "]";
    }
}
