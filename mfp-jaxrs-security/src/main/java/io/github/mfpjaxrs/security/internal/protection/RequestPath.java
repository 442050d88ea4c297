package io.github.mfpjaxrs.security.internal.protection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds paths that the parts of a server may read differently, so that the part that decides would see another path
 * than the part that serves. Such paths are refused.
 */
public final class RequestPath {

    private static final String UNRESERVED = "-._~";

    private RequestPath() {}

    /**
     * Decodes a path as it was sent.
     *
     * @param raw the path, percent-encoded, from the first slash on, without a query
     * @return empty if the path is ambiguous: an encoded slash, backslash, semicolon or control character, an escape
     *     that is needless, invalid or double, or not UTF-8; a semicolon or backslash; a dot segment or an empty one
     */
    public static Optional<String> decode(String raw) {
        byte[] decoded = new byte[raw.length()];
        int length = 0;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            int octet = c;
            if (c == '%') {
                octet = escaped(raw, i + 1);
                if (octet < 0 || !mustBeEscaped(octet) || octet == '%' && escaped(raw, i + 3) >= 0) {
                    return Optional.empty();
                }
                i += 2;
            } else if (c > 0x7E) {
                return Optional.empty();
            }
            decoded[length++] = (byte) octet;
        }
        return utf8(decoded, length).filter(path -> !isAmbiguous(path));
    }

    /**
     * Whether a path that a server has decoded is still ambiguous.
     *
     * @param decoded the path
     * @return false if it only has one reading
     */
    public static boolean isAmbiguous(String decoded) {
        if (!decoded.startsWith("/")) {
            return true;
        }
        int start = 1;
        for (int i = 1; i <= decoded.length(); i++) {
            char c = i == decoded.length() ? '/' : decoded.charAt(i);
            if (c < 0x20 || c == 0x7F || c == '\\' || c == ';' || c == '%' && escaped(decoded, i + 1) >= 0) {
                return true;
            }
            if (c == '/') {
                if (i == start && i < decoded.length() || isDotSegment(decoded, start, i)) {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }

    private static boolean isDotSegment(String path, int start, int end) {
        int length = end - start;
        return length > 0 && length <= 2 && path.charAt(start) == '.' && path.charAt(end - 1) == '.';
    }

    /** The octet of an escape whose digits begin at an index; -1 if there is none. */
    private static int escaped(String text, int index) {
        if (index + 2 > text.length()) {
            return -1;
        }
        int high = digit(text.charAt(index));
        int low = digit(text.charAt(index + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** A hexadecimal digit of ASCII, of which there are more in Unicode. */
    private static int digit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private static boolean mustBeEscaped(int octet) {
        boolean isUnreserved = octet >= '0' && octet <= '9'
                || octet >= 'A' && octet <= 'Z'
                || octet >= 'a' && octet <= 'z'
                || UNRESERVED.indexOf(octet) >= 0;
        return !isUnreserved && octet != '/' && octet >= 0x20 && octet != 0x7F;
    }

    private static Optional<String> utf8(byte[] octets, int length) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }
}
