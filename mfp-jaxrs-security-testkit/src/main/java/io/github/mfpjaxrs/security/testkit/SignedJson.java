package io.github.mfpjaxrs.security.testkit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * A JSON Web Signature (RFC 7515) with RS256. MobileFirst's web SDK encodes the parts in plain base64, and the other
 * SDKs use base64url. Both encodings are accepted.
 */
record SignedJson(JsonObject header, JsonObject payload, String signedText, byte[] signature) {

    private static final int MIN_KEY_BITS = 2048;
    private static final int MAX_KEY_BITS = 8192;

    /** Reads the three parts of a compact serialization; returns empty if any part is malformed. */
    static Optional<SignedJson> read(String compact) {
        String[] parts = compact.split("\\.", -1);
        return parts.length == 3 ? read(parts[0], parts[1], parts[2]) : Optional.empty();
    }

    static Optional<SignedJson> read(String header, String payload, String signature) {
        return decode(header)
                .flatMap(JsonObject::read)
                .flatMap(head -> decode(payload)
                        .flatMap(JsonObject::read)
                        .flatMap(body -> bytes(signature)
                                .map(signed -> new SignedJson(head, body, header + "." + payload, signed))));
    }

    /** Returns the RSA key in the header; empty if there is no key or if the key is unusable. */
    Optional<RSAPublicKey> embeddedKey() {
        return header.object("jwk")
                .filter(jwk -> jwk.text("kty").filter("RSA"::equals).isPresent())
                .flatMap(jwk -> jwk.text("n")
                        .flatMap(SignedJson::bytes)
                        .flatMap(modulus ->
                                jwk.text("e").flatMap(SignedJson::bytes).flatMap(exponent -> key(modulus, exponent))));
    }

    boolean isSignedWith(PublicKey key) {
        if (header.text("alg").filter("RS256"::equals).isEmpty()) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(key);
            verifier.update(signedText.getBytes(StandardCharsets.UTF_8));
            return verifier.verify(signature);
        } catch (GeneralSecurityException unusable) {
            return false;
        }
    }

    private static Optional<RSAPublicKey> key(byte[] modulus, byte[] exponent) {
        BigInteger n = new BigInteger(1, modulus);
        if (n.bitLength() < MIN_KEY_BITS || n.bitLength() > MAX_KEY_BITS) {
            return Optional.empty();
        }
        try {
            return Optional.of((RSAPublicKey)
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(n, new BigInteger(1, exponent))));
        } catch (GeneralSecurityException unusable) {
            return Optional.empty();
        }
    }

    private static Optional<String> decode(String base64) {
        return bytes(base64).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<byte[]> bytes(String base64) {
        try {
            String url = base64.replace('+', '-').replace('/', '_');
            return Optional.of(Base64.getUrlDecoder().decode(url.replaceAll("=+$", "")));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Omits the signature. */
    @Override
    public String toString() {
        return "SignedJson[" + header + ", " + payload + "]";
    }
}
