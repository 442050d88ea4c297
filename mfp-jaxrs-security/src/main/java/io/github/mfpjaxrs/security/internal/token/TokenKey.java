package io.github.mfpjaxrs.security.internal.token;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * The cache key for a token. It is the full SHA-256 digest of the token, seeded with the context in which the token
 * is introspected, such as the server and the client. The token cannot be recovered from the key.
 */
public record TokenKey(long first, long second, long third, long fourth) {

    static TokenKey of(byte[] sha256) {
        ByteBuffer digest = ByteBuffer.wrap(sha256);
        return new TokenKey(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** Returns a short form that distinguishes tokens in logs and events, and serves no other purpose. */
    public String fingerprint() {
        return HexFormat.of().toHexDigits((int) (first >>> 32));
    }

    /** The digest is uniformly distributed, so any part of it is a suitable hash. */
    @Override
    public int hashCode() {
        return (int) first;
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
