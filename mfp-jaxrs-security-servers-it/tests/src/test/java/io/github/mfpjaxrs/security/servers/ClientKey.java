package io.github.mfpjaxrs.security.servers;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;

/**
 * A new key pair for the resource server. The resource server is configured with the private key, and the authorization
 * server with the public key.
 */
record ClientKey(String pem, String jwks) {

    private static final int P256_COORDINATE = 32;

    static ClientKey rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2_048);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey key = (RSAPublicKey) pair.getPublic();
            return new ClientKey(
                    pem(pair.getPrivate()),
                    jwks("\"kty\":\"RSA\",\"alg\":\"RS256\",\"n\":\"" + base64url(key.getModulus()) + "\",\"e\":\""
                            + base64url(key.getPublicExponent()) + "\""));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static ClientKey ec() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            ECPublicKey key = (ECPublicKey) pair.getPublic();
            return new ClientKey(
                    pem(pair.getPrivate()),
                    jwks("\"kty\":\"EC\",\"alg\":\"ES256\",\"crv\":\"P-256\",\"x\":\""
                            + base64url(key.getW().getAffineX(), P256_COORDINATE) + "\",\"y\":\""
                            + base64url(key.getW().getAffineY(), P256_COORDINATE) + "\""));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(PrivateKey key) {
        return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** Returns a JWK Set (RFC 7517 §5). */
    private static String jwks(String members) {
        return "{\"keys\":[{\"use\":\"sig\",\"kid\":\"accounts-1\"," + members + "}]}";
    }

    private static String base64url(BigInteger number) {
        return base64url(number, (number.bitLength() + 7) / 8);
    }

    private static String base64url(BigInteger number, int length) {
        byte[] bytes = number.toByteArray();
        byte[] unsigned = new byte[length];
        int copied = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - copied, unsigned, length - copied, copied);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }
}
