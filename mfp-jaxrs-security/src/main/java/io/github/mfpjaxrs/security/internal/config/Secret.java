package io.github.mfpjaxrs.security.internal.config;

/**
 * A value that must not be printed. This class deliberately has no {@code equals}, because secrets are not compared.
 */
public final class Secret {

    private final String value;

    /**
     * Wraps a secret.
     *
     * @param value the secret in clear text
     */
    public Secret(String value) {
        this.value = value;
    }

    /**
     * Returns the secret. Intended only for requests to the authorization server and for deriving keys.
     *
     * @return the secret in clear text
     */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
