package io.github.mfpjaxrs.security.testkit;

import java.time.Duration;
import java.util.Objects;

/**
 * A security check that challenges for a user name and a password, like {@code UserLogin} in MobileFirst's samples.
 * The defaults are MobileFirst's, except that three attempts are allowed. Immutable.
 *
 * <p>The SDK answers the challenge with an object that has the members {@code username}, {@code password} and, to be
 * remembered, {@code "rememberMe": true}.
 */
public final class SecurityCheck {

    /** The name of the check that exists by default, and that the scope element {@code accessRestricted} requires. */
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
     * Returns a check with the defaults: three attempts, a login that lasts for an hour, no remembering and no
     * blocking.
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
     * Limits the number of consecutive wrong passwords. The last of them fails the check.
     *
     * @param attempts at least 1; MobileFirst's {@code maxAttempts}
     * @return a changed copy
     */
    public SecurityCheck attempts(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
        }
        return new SecurityCheck(name, attempts, loginLifetime, rememberMe, blockedFor);
    }

    /**
     * Sets how long a login lasts. Afterwards the client's token is still active, but without the scope.
     *
     * @param lifetime MobileFirst's {@code successStateExpirationSec}
     * @return a changed copy
     */
    public SecurityCheck loginLifetime(Duration lifetime) {
        return new SecurityCheck(name, attempts, Objects.requireNonNull(lifetime, "lifetime"), rememberMe, blockedFor);
    }

    /**
     * Sets how long users who ask for it are remembered. Once the login has expired, the next authorization logs a
     * remembered user in again without a challenge.
     *
     * @param duration MobileFirst's {@code rememberMeDurationSec}; zero turns it off
     * @return a changed copy
     */
    public SecurityCheck rememberMe(Duration duration) {
        return new SecurityCheck(
                name, attempts, loginLifetime, Objects.requireNonNull(duration, "duration"), blockedFor);
    }

    /**
     * Sets how long the check issues no challenge after the last failed attempt.
     *
     * @param duration MobileFirst's {@code blockedStateExpirationSec}; with zero, the client may try again at once
     * @return a changed copy
     */
    public SecurityCheck blockedFor(Duration duration) {
        return new SecurityCheck(
                name, attempts, loginLifetime, rememberMe, Objects.requireNonNull(duration, "duration"));
    }

    /**
     * Returns the name under which the SDK registers a challenge handler.
     *
     * @return such as {@code UserLogin}
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

    /** Contains the name. */
    @Override
    public String toString() {
        return "SecurityCheck[" + name + "]";
    }
}
