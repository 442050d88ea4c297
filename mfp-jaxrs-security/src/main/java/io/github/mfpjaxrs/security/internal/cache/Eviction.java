package io.github.mfpjaxrs.security.internal.cache;

import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * One eviction, as instances announce it to each other.
 *
 * @param id the unique identifier of the eviction
 * @param kind the kind of subject that it evicts
 * @param value the subject: the name of a user, the ID of a device or client, or the hexadecimal key of a token;
 *     empty for {@link Kind#ALL}
 * @param at the time of the eviction by the clock of the instance that announced it; never compared with another
 *     clock
 */
public record Eviction(String id, Kind kind, String value, Instant at) {

    private static final int KEY_LENGTH = 64;

    /** The kind of subject that is evicted. */
    public enum Kind {
        /** One token. */
        TOKEN,
        /** The tokens of a user. */
        USER,
        /** The tokens of a device. */
        DEVICE,
        /** The tokens of an OAuth 2.0 client. */
        CLIENT,
        /** All tokens. */
        ALL
    }

    /**
     * Validates the value.
     *
     * @throws IllegalArgumentException if a token is evicted and the value is not the key of a token
     */
    public Eviction {
        if (kind == Kind.TOKEN) {
            keyOf(value);
        }
    }

    static Eviction of(Kind kind, String value, Instant at) {
        return new Eviction(UUID.randomUUID().toString(), kind, value, at);
    }

    static String valueOf(TokenKey key) {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(key.first())
                + hex.toHexDigits(key.second())
                + hex.toHexDigits(key.third())
                + hex.toHexDigits(key.fourth());
    }

    /** Returns the key of the evicted token. The kind must be {@link Kind#TOKEN}. */
    TokenKey key() {
        return keyOf(value);
    }

    private static TokenKey keyOf(String value) {
        if (value.length() != KEY_LENGTH) {
            throw new IllegalArgumentException("not the key of a token");
        }
        return new TokenKey(part(value, 0), part(value, 16), part(value, 32), part(value, 48));
    }

    private static long part(String value, int from) {
        return HexFormat.fromHexDigitsToLong(value, from, from + 16);
    }

    /** Omits the user, device or client. */
    @Override
    public String toString() {
        return "Eviction[" + kind + ", " + id + "]";
    }
}
