package io.github.mfpjaxrs.security.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Makes cache keys. The same token under another server, client or audience has another key. Thread-safe. */
public final class TokenDigest {

    private static final int BLOCK = 64;

    /** Fills one block of the digest, so that those of a token are not cut. */
    private final byte[] seed;

    /**
     * @param context what the answers depend on besides the token: server, client, required audience
     */
    public TokenDigest(String context) {
        this.seed = Arrays.copyOf(sha256().digest(context.getBytes(StandardCharsets.UTF_8)), BLOCK);
    }

    public TokenKey keyOf(BearerToken token) {
        MessageDigest digest = sha256();
        digest.update(seed);
        token.digestWith(digest);
        return TokenKey.of(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
