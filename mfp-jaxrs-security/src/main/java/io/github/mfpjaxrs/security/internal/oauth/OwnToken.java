package io.github.mfpjaxrs.security.internal.oauth;

/**
 * The access token that lets this application introspect others. Compared by identity: two answers of the token endpoint
 * are two tokens.
 */
final class OwnToken {

    private final Secret value;
    private final long freshUntilNanos;

    /**
     * @param value the token
     * @param freshUntilNanos the ticker's reading at which to get another
     */
    OwnToken(Secret value, long freshUntilNanos) {
        this.value = value;
        this.freshUntilNanos = freshUntilNanos;
    }

    boolean isFresh(long nowNanos) {
        return freshUntilNanos - nowNanos > 0;
    }

    CallerCredentials credentials() {
        return CallerCredentials.inHeader("Bearer " + value.reveal());
    }

    @Override
    public String toString() {
        return "OwnToken[redacted]";
    }
}
