package io.github.mfpjaxrs.security.internal.protection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Detects ambiguous paths. Different components of a server might interpret an ambiguous path differently, so that a
 * request could be authorized for one path but served at another. Requests with ambiguous paths are therefore
 * refused.
 */
public final class RequestPath {

    private static final String UNRESERVED = "-._~";

    private RequestPath() {}

    /**
     * Decodes a request path.
     *
     * @param raw the percent-encoded path, starting with a slash and without a query
     * @return the decoded path; empty if the path is ambiguous. An ambiguous path contains a dot segment, an empty
     *     segment, an encoded slash, a semicolon, backslash or control character (whether encoded or not), or an
     *     escape sequence that is unnecessary, invalid, doubly encoded or not UTF-8
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
     * Whether a path that the server has already decoded is ambiguous.
     *
     * @param decoded the decoded path
     * @return false if the path has only one interpretation
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

    /** Returns the octet encoded by the two hexadecimal digits at an index, or -1 if they are invalid. */
    private static int escaped(String text, int index) {
        if (index + 2 > text.length()) {
            return -1;
        }
        int high = digit(text.charAt(index));
        int low = digit(text.charAt(index + 1));
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    /** Returns the value of an ASCII hexadecimal digit. Other Unicode digits are not accepted. */
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
