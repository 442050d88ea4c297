package io.github.mfpjaxrs.security.internal.protection;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Detects ambiguous paths. Different components of a server may interpret such a path differently, so a request could
 * be authorized for one path and served at another. Such requests are refused.
 */
public final class RequestPath {

    private static final String UNRESERVED = "-._~";

    private RequestPath() {}

    /**
     * Decodes the path of a request.
     *
     * @param raw the percent-encoded path, starting with a slash and without a query
     * @return the decoded path; empty if it is ambiguous because it contains a semicolon, a backslash, a dot segment
     *     or an empty segment, an encoded slash, backslash, semicolon or control character, or an escape sequence
     *     that is unnecessary, invalid, doubly encoded or not UTF-8
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
     * Whether a path is ambiguous after the server has decoded it.
     *
     * @param decoded the decoded path
     * @return false if there is only one interpretation
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

    /** Returns the octet that the two hexadecimal digits at an index encode; -1 if they are not valid. */
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
