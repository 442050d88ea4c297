package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Secret;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;

/**
 * The access token with which this service introspects clients' tokens. Instances are compared by identity, because
 * each response from the token endpoint represents a different token.
 */
final class ClientCredentialsToken {

    private final Secret value;
    private final long freshUntilNanos;

    /**
     * @param value the token
     * @param freshUntilNanos the ticker reading from which the token should be renewed
     */
    ClientCredentialsToken(Secret value, long freshUntilNanos) {
        this.value = value;
        this.freshUntilNanos = freshUntilNanos;
    }

    boolean isFresh(long nowNanos) {
        return freshUntilNanos - nowNanos > 0;
    }

    /** Returns the token's value, so that the token can itself be introspected. */
    String value() {
        return value.reveal();
    }

    ClientCredentials credentials() {
        return ClientCredentials.inHeader("Bearer " + value.reveal());
    }

    @Override
    public String toString() {
        return "ClientCredentialsToken[redacted]";
    }
}
