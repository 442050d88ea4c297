package io.github.mfpjaxrs.security.internal.token;

import java.security.MessageDigest;

/**
 * A syntactically sound bearer token. It keeps the header field it came in and copies nothing, for the path on which the
 * answer is cached needs the token's digest alone.
 */
public final class BearerToken implements AuthorizationHeader {

    private static final String SCHEME = "Bearer";
    private static final int CHUNK = 256;

    /** By the low byte of a character: 0 for those of a b64token, 1 for all others. */
    private static final byte[] OUTSIDE_B64 = outsideB64();

    private final String field;
    private final int start;

    private BearerToken(String field, int start) {
        this.field = field;
        this.start = start;
    }

    private static byte[] outsideB64() {
        byte[] outside = new byte[256];
        for (char c = 0; c < outside.length; c++) {
            outside[c] = (byte) (isAlphanumeric(c) || "-._~+/".indexOf(c) >= 0 ? 0 : 1);
        }
        return outside;
    }

    /** A token without its header field, as an application hands it to the cache's controls. */
    public static BearerToken of(String value) {
        return new BearerToken(value, 0);
    }

    public static AuthorizationHeader parse(String field, int maxLength) {
        if (!field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Unusable.ABSENT;
        }
        int start = SCHEME.length();
        if (start < field.length() && field.charAt(start) != ' ') {
            return isSchemeCharacter(field.charAt(start)) ? Unusable.ABSENT : Unusable.MALFORMED;
        }
        while (start < field.length() && field.charAt(start) == ' ') {
            start++;
        }
        int length = field.length() - start;
        if (length == 0 || length > maxLength || !isB64Token(field, start)) {
            return Unusable.MALFORMED;
        }
        return new BearerToken(field, start);
    }

    /**
     * RFC 6750 §2.1: {@code 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}. Looks at each character, and
     * decides at the end: no branch depends on one, for which comes next in a random token is what no processor predicts.
     */
    private static boolean isB64Token(String field, int start) {
        int end = field.length();
        while (end > start && field.charAt(end - 1) == '=') {
            end--;
        }
        int outside = 0;
        for (int i = start; i < end; i++) {
            char c = field.charAt(i);
            outside |= OUTSIDE_B64[c & 0xFF] | c >>> 8;
        }
        return outside == 0 && end > start;
    }

    /** RFC 9110 §5.6.2: one more token character makes it the name of another scheme. */
    private static boolean isSchemeCharacter(char c) {
        return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** The token itself. For the authorization server alone: never for a log, a message or a key. */
    public String value() {
        return field.substring(start);
    }

    /** Feeds the token to a digest, by chunks: a header of 1 KB is not copied whole for it. */
    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) is exact for ASCII, and allocates nothing
    void digestWith(MessageDigest digest) {
        byte[] chunk = new byte[CHUNK];
        for (int from = start; from < field.length(); from += CHUNK) {
            int to = Math.min(from + CHUNK, field.length());
            field.getBytes(from, to, chunk, 0);
            digest.update(chunk, 0, to - from);
        }
    }

    @Override
    public String toString() {
        return "BearerToken[redacted]";
    }
}
