package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Secret;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;

/**
 * The access token that lets this application introspect others. Compared by identity: two answers of the token endpoint
 * are two tokens.
 */
final class ClientCredentialsToken {

    private final Secret value;
    private final long freshUntilNanos;

    /**
     * @param value the token
     * @param freshUntilNanos the ticker's reading at which to get another
     */
    ClientCredentialsToken(Secret value, long freshUntilNanos) {
        this.value = value;
        this.freshUntilNanos = freshUntilNanos;
    }

    boolean isFresh(long nowNanos) {
        return freshUntilNanos - nowNanos > 0;
    }

    ClientCredentials credentials() {
        return ClientCredentials.inHeader("Bearer " + value.reveal());
    }

    @Override
    public String toString() {
        return "OwnToken[redacted]";
    }
}
