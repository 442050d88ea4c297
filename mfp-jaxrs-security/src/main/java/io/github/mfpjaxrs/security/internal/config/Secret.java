package io.github.mfpjaxrs.security.internal.config;

/** A value that must not be printed. It has no equals on purpose: secrets are not compared here. */
public final class Secret {

    private final String value;

    /**
     * Wraps a secret.
     *
     * @param value the secret in the clear
     */
    public Secret(String value) {
        this.value = value;
    }

    /**
     * The secret, for the authorization server alone.
     *
     * @return the secret in the clear
     */
    public String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
