package io.github.mfpjaxrs.security.internal.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Makes cache keys. The same token under another server, client or audience has another key. Thread-safe. */
final class TokenDigest {

    private static final int BLOCK = 64;

    /** The JDK's own: what its digests hold are arrays, which any number of threads may copy at once. */
    private static final String COPIED_SAFELY = "SUN";

    /** Fills one block of the digest, so that those of a token are not cut. */
    private final byte[] seed;

    /** Has taken the seed, and is never changed again: to copy it costs less than to look for another in the providers. */
    private final @Nullable MessageDigest seeded;

    /**
     * @param context what the answers depend on besides the token: server, client, required audience
     */
    TokenDigest(String context) {
        this.seed = Arrays.copyOf(sha256().digest(context.getBytes(StandardCharsets.UTF_8)), BLOCK);
        MessageDigest digest = newSeeded();
        this.seeded = COPIED_SAFELY.equals(digest.getProvider().getName()) ? digest : null;
    }

    TokenKey keyOf(BearerToken token) {
        MessageDigest digest = seeded == null ? newSeeded() : copyOf(seeded);
        token.digestWith(digest);
        return TokenKey.of(digest.digest());
    }

    private static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    private MessageDigest newSeeded() {
        MessageDigest digest = sha256();
        digest.update(seed);
        return digest;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
