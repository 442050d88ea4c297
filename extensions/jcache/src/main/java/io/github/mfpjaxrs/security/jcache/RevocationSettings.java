package io.github.mfpjaxrs.security.jcache;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * The settings for external revocations. {@code toString} omits the secret.
 *
 * @param secret the secret that authenticates senders, or empty if revocations are not accepted
 * @param perSecond the maximum number of revocations per second
 */
record RevocationSettings(Optional<String> secret, int perSecond) {

    private static final String SECRET = "mfp.revocations.secret";
    private static final String PER_SECOND = "mfp.revocations.per-second";
    private static final int SHORTEST_SECRET = 32;
    private static final int MOST_PER_SECOND = 10_000;

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException if a value is invalid; the message names the key but never contains the secret
     */
    static RevocationSettings read(Config config) {
        Optional<String> secret = text(config, SECRET);
        if (secret.filter(value -> value.length() < SHORTEST_SECRET).isPresent()) {
            throw new IllegalArgumentException(SECRET + " must have " + SHORTEST_SECRET + " or more random characters");
        }
        return new RevocationSettings(
                secret, text(config, PER_SECOND).map(RevocationSettings::number).orElse(100));
    }

    private static Optional<String> text(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static int number(String text) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST_PER_SECOND) {
                return number;
            }
        } catch (NumberFormatException e) {
            // A malformed number is reported below.
        }
        throw new IllegalArgumentException(PER_SECOND + " must be a whole number from 1 to " + MOST_PER_SECOND);
    }

    @Override
    public String toString() {
        return "RevocationSettings[perSecond=" + perSecond + "]";
    }
}
