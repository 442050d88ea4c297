package io.github.mfpjaxrs.security.internal.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Computes cache keys. The same token has different keys for different servers, clients or audiences. Thread-safe. */
public final class TokenDigest {

    private static final int BLOCK = 64;

    /** Exactly one digest block long, so that the token starts at a block boundary. */
    private final byte[] seed;

    /** @param context what a result depends on besides the token, such as the server, client and required audience */
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
