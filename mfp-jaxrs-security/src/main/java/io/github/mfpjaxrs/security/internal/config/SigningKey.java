package io.github.mfpjaxrs.security.internal.config;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * A private key for signing assertions: either an RSA key with at least 2048 bits (RS256) or an EC key on P-256
 * (ES256).
 *
 * @param key the key
 * @param id the identifier by which the server selects this key if the client has several
 */
public record SigningKey(PrivateKey key, Optional<String> id) {

    private static final int LEAST_RSA_BITS = 2_048;
    private static final int P256_BITS = 256;

    /**
     * Parses a key.
     *
     * @param pem a PKCS #8 key ({@code BEGIN PRIVATE KEY}), with or without line breaks
     * @throws IllegalArgumentException if the key is malformed, too weak, or of another type; the message does not
     *     contain the key
     */
    public static SigningKey parse(String pem, Optional<String> id) {
        byte[] pkcs8 = Base64.getDecoder()
                .decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s|\\\\n", ""));
        for (String algorithm : new String[] {"RSA", "EC"}) {
            try {
                PrivateKey key = KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                return new SigningKey(requireStrength(key), id);
            } catch (GeneralSecurityException e) {
                // The key is not for this algorithm. Try the next algorithm.
                continue;
            }
        }
        throw new IllegalArgumentException("neither an RSA nor an EC key");
    }

    private static PrivateKey requireStrength(PrivateKey key) {
        boolean strong = key instanceof RSAPrivateKey rsa
                ? rsa.getModulus().bitLength() >= LEAST_RSA_BITS
                : key instanceof ECPrivateKey ec && ec.getParams().getOrder().bitLength() == P256_BITS;
        if (!strong) {
            throw new IllegalArgumentException("an RSA key under 2048 bits, or an EC key not on P-256");
        }
        return key;
    }

    /** Returns the algorithm name for a JWS header (RFC 7518 §3.1). */
    public String algorithm() {
        return key instanceof RSAPrivateKey ? "RS256" : "ES256";
    }

    public byte[] sign(byte[] input) {
        try {
            Signature signature = Signature.getInstance(
                    key instanceof RSAPrivateKey ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the configured key cannot sign", e);
        }
    }

    @Override
    public String toString() {
        return "SigningKey[redacted]";
    }
}
