package io.github.mfpjaxrs.security.internal.token;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * A token's place in the cache: its whole SHA-256, seeded with the server and client that it was introspected by. Holds
 * nothing of the token.
 */
public record TokenKey(long first, long second, long third, long fourth) {

    static TokenKey of(byte[] sha256) {
        ByteBuffer digest = ByteBuffer.wrap(sha256);
        return new TokenKey(digest.getLong(), digest.getLong(), digest.getLong(), digest.getLong());
    }

    /** What may be logged of a token: enough to tell two apart, useless for anything else. */
    public String fingerprint() {
        return HexFormat.of().toHexDigits((int) (first >>> 32));
    }

    /** The digest is uniform already, so that any part of it is a hash. */
    @Override
    public int hashCode() {
        return (int) first;
    }

    @Override
    public String toString() {
        return fingerprint();
    }
}
