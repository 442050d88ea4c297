package io.github.mfpjaxrs.security.internal.token;

import java.security.MessageDigest;

/**
 * A syntactically valid bearer token. This class references the header field instead of copying the token, because a
 * cache hit needs only the digest.
 */
public final class BearerToken implements AuthorizationHeader {

    private static final String SCHEME = "Bearer";
    private static final int CHUNK = 256;

    /** Indexed by a character's low byte: 0 for b64token characters, 1 for all others. */
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

    /** Creates a token from its value, without an {@code Authorization} header field. */
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
     * Whether the token has the syntax defined in RFC 6750 §2.1:
     * {@code 1*( ALPHA / DIGIT / "-" / "." / "_" / "~" / "+" / "/" ) *"="}. The loop is branch-free because token
     * characters are random, so branches on them would be mispredicted.
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

    /** If one of these characters (RFC 9110 §5.6.2) follows {@code Bearer}, the field has another scheme. */
    private static boolean isSchemeCharacter(char c) {
        return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /**
     * Returns the token in clear text. The token must be sent only to the authorization server, and must never appear
     * in a log, a message or a key.
     */
    public String value() {
        return field.substring(start);
    }

    /** Updates a digest with the token in chunks, so that a 1 KB header field is not copied as a whole. */
    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) is exact for ASCII and does not allocate
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
