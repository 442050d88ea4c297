package io.github.mfpjaxrs.security.internal.cache;

import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * An eviction that instances can announce to each other.
 *
 * @param id the eviction's unique identifier
 * @param kind the kind of subject that is evicted
 * @param value the subject, which is a user name, a device ID, a client ID or a hexadecimal token key; empty for
 *     {@link Kind#ALL}
 * @param at the time of the eviction according to the announcing instance's clock; never compared with times from
 *     other clocks
 */
public record Eviction(String id, Kind kind, String value, Instant at) {

    private static final int KEY_LENGTH = 64;

    /** The kind of subject that is evicted. */
    public enum Kind {
        /** A single token. */
        TOKEN,
        /** A user's tokens. */
        USER,
        /** A device's tokens. */
        DEVICE,
        /** An OAuth 2.0 client's tokens. */
        CLIENT,
        /** All tokens. */
        ALL
    }

    /**
     * Validates the value.
     *
     * @throws IllegalArgumentException if the kind is {@link Kind#TOKEN} but the value is not a token key
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

    /** Returns the evicted token's key. The kind must be {@link Kind#TOKEN}. */
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

    /** Omits the value, which can identify a user, device or client. */
    @Override
    public String toString() {
        return "Eviction[" + kind + ", " + id + "]";
    }
}
