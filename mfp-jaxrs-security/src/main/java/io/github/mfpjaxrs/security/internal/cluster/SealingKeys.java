package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.internal.config.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys derived from a secret using HKDF (RFC 5869) with SHA-256. One key is used to name entries, and the other
 * to seal them. Thread-safe.
 *
 * <p>A sealed text consists of a version, the secret's ID, a random nonce, and the AES-256-GCM ciphertext with its
 * authentication tag. The version, the secret's ID and the entry's name are the associated data. The AES key is also
 * derived from the name, so that the number of texts encrypted with the same key stays far below the limit for random
 * nonces (NIST SP 800-38D §8.3).
 */
final class SealingKeys {

    /** The format version of names and sealed texts. Each version has its own namespace. */
    static final byte VERSION = 1;

    private static final String MAC = "HmacSHA256";
    private static final int NONCE = 12;
    private static final int TAG = 16;
    private static final int ID = 4;
    private static final int HEADER = 1 + ID + NONCE;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey naming;
    private final SecretKey sealing;
    private final byte[] id;

    SealingKeys(Secret secret) {
        SecretKey extracted = key(
                hmac(key(text("mfp-jaxrs-security " + VERSION)), secret.reveal().getBytes(StandardCharsets.UTF_8)));
        this.naming = key(expand(extracted, "names"));
        this.sealing = key(expand(extracted, "sealing"));
        this.id = Arrays.copyOf(expand(extracted, "id"), ID);
    }

    /** Expands the key to a single block (RFC 5869 §2.3). */
    private static byte[] expand(SecretKey extracted, String info) {
        return hmac(extracted, text(info), new byte[] {1});
    }

    /**
     * Returns an entry's name, which reveals neither its parts nor whether two entries share a part.
     *
     * @param parts the parts that identify the entry; each is prefixed with its length
     */
    String name(String... parts) {
        byte[][] bounded = new byte[parts.length * 2][];
        for (int i = 0; i < parts.length; i++) {
            bounded[2 * i + 1] = text(parts[i]);
            bounded[2 * i] = ByteBuffer.allocate(Integer.BYTES)
                    .putInt(bounded[2 * i + 1].length)
                    .array();
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(naming, bounded));
    }

    byte[] seal(String name, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(plain);
            return ByteBuffer.allocate(HEADER + sealed.length)
                    .put(VERSION)
                    .put(id)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES/GCM", e);
        }
    }

    /**
     * Returns the plain text, or empty if the sealed text is not authentic or has a different name, secret or
     * version.
     */
    Optional<byte[]> open(String name, byte[] sealed) {
        if (sealed.length < HEADER + TAG || !isSealedByThis(sealed)) {
            return Optional.empty();
        }
        byte[] nonce = new byte[NONCE];
        ByteBuffer.wrap(sealed).get(1 + ID, nonce);
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(sealed, HEADER, sealed.length - HEADER));
        } catch (GeneralSecurityException forged) {
            return Optional.empty();
        }
    }

    private boolean isSealedByThis(byte[] sealed) {
        return sealed[0] == VERSION && Arrays.equals(sealed, 1, 1 + ID, id, 0, ID);
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        SecretKey key = new SecretKeySpec(hmac(sealing, text(name)), "AES");
        cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
        cipher.updateAAD(new byte[] {VERSION});
        cipher.updateAAD(id);
        cipher.updateAAD(text(name));
        return cipher;
    }

    private static SecretKey key(byte[] bytes) {
        return new SecretKeySpec(bytes, MAC);
    }

    private static byte[] hmac(SecretKey key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static byte[] text(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
