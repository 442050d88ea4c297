package io.github.mfpjaxrs.security.testkit;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Generates texts that resemble MobileFirst's access tokens, which are JWSs of about 1,100 characters. */
final class TokenText {

    private static final int RSA_2048_BYTES = 256;

    private final SecureRandom random = new SecureRandom();
    private final String header = header();

    /** Returns three base64url parts. The signature is random, so the text is unique and cannot be guessed. */
    String make(TokenDetails details) {
        Map<String, String> payload = new LinkedHashMap<>();
        payload.put("iss", Json.text("com.ibm.mfp"));
        payload.put("sub", Json.text(details.clientId()));
        payload.put("aud", Json.text("com.ibm.mfp"));
        payload.put("exp", Long.toString(details.expiresAt().toEpochMilli()));
        payload.put("scope", Json.text(details.scope()));
        return header + "." + base64url(Json.object(payload)) + "." + randomBytes();
    }

    private String header() {
        Map<String, String> key = new LinkedHashMap<>();
        key.put("kty", "RSA");
        key.put("e", "AQAB");
        key.put("n", randomBytes());
        key.put("kid", UUID.randomUUID().toString());
        Map<String, String> members = new LinkedHashMap<>();
        members.put("alg", Json.text("RS256"));
        members.put("jwk", Json.texts(key));
        return base64url(Json.object(members));
    }

    private String randomBytes() {
        byte[] bytes = new byte[RSA_2048_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
