package io.github.mfpjaxrs.security.internal.transport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A final response (RFC 9110 §15) and the beginning of its body.
 *
 * @param status from 200
 * @param headers by name in lower case
 * @param body whole, unless it is longer than {@link #LONGEST_BODY}
 * @param reusable whether the connection may have another request
 */
record Reply(int status, Map<String, List<String>> headers, byte[] body, boolean reusable) {

    /** More than any answer that is read: what is cut here is refused for its length. */
    static final int LONGEST_BODY = 65 * 1_024;

    private static final int LONGEST_LINE = 16 * 1_024;
    private static final int MOST_FIELDS = 200;
    private static final int MOST_INTERIM = 20;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) (\\d{3})(?: .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");

    /** Reads one, and skips the interim responses before it (RFC 9110 §15.2). */
    static Reply read(Connection connection) throws IOException {
        for (int interim = 0; interim <= MOST_INTERIM; interim++) {
            Matcher line = STATUS_LINE.matcher(connection.line(LONGEST_LINE));
            if (!line.matches()) {
                throw new ProtocolException("not HTTP/1.1");
            }
            int status = Integer.parseInt(line.group(2));
            Map<String, List<String>> headers = fields(connection);
            if (status == 101 || status < 100) {
                throw new ProtocolException("a status that was not asked for");
            }
            if (status >= 200) {
                return withBody(connection, status, headers, line.group(1).equals("1"));
            }
        }
        throw new ProtocolException("nothing but interim responses");
    }

    private static Map<String, List<String>> fields(Connection connection) throws IOException {
        Map<String, List<String>> fields = new TreeMap<>();
        int count = 0;
        for (String line = connection.line(LONGEST_LINE); !line.isEmpty(); line = connection.line(LONGEST_LINE)) {
            Matcher field = FIELD.matcher(line);
            if (++count > MOST_FIELDS || !field.matches()) {
                throw new ProtocolException("header fields that cannot be read");
            }
            fields.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.group(2).strip());
        }
        return fields;
    }

    /** RFC 9112 §6.3. */
    private static Reply withBody(Connection connection, int status, Map<String, List<String>> headers, boolean keeps)
            throws IOException {
        boolean mayBeKept = keeps
                && headers.getOrDefault("connection", List.of()).stream()
                        .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
        if (status == 204 || status == 304) {
            return new Reply(status, headers, new byte[0], mayBeKept);
        }
        List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new ProtocolException("a transfer coding that is not known");
            }
            Body body = chunks(connection);
            return new Reply(status, headers, body.bytes(), mayBeKept && body.whole() && lengths.isEmpty());
        }
        if (!lengths.isEmpty()) {
            Body body = sized(connection, length(lengths));
            return new Reply(status, headers, body.bytes(), mayBeKept && body.whole());
        }
        return new Reply(status, headers, untilClosed(connection), false);
    }

    private record Body(byte[] bytes, boolean whole) {}

    private static long length(List<String> lengths) throws ProtocolException {
        if (lengths.stream().distinct().count() > 1
                || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new ProtocolException("a length that cannot be read");
        }
        return Long.parseLong(lengths.get(0));
    }

    private static Body sized(Connection connection, long length) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        copy(connection, length, body);
        return new Body(body.toByteArray(), length <= LONGEST_BODY);
    }

    private static Body chunks(Connection connection) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(connection); size > 0; size = chunkSize(connection)) {
            if (!copy(connection, size, body)) {
                return new Body(body.toByteArray(), false);
            }
            if (!connection.line(LONGEST_LINE).isEmpty()) {
                throw new ProtocolException("a chunk of another length");
            }
        }
        fields(connection);
        return new Body(body.toByteArray(), true);
    }

    private static long chunkSize(Connection connection) throws IOException {
        Matcher size = CHUNK.matcher(connection.line(LONGEST_LINE));
        if (!size.matches()) {
            throw new ProtocolException("a chunk without its length");
        }
        return Long.parseLong(size.group(1), 16);
    }

    private static byte[] untilClosed(Connection connection) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[1_024];
        while (body.size() < LONGEST_BODY) {
            int count = connection.read(part, 0, Math.min(part.length, LONGEST_BODY - body.size()));
            if (count < 0) {
                break;
            }
            body.write(part, 0, count);
        }
        return body.toByteArray();
    }

    /** False if there is more than a body may have. */
    private static boolean copy(Connection connection, long length, ByteArrayOutputStream body) throws IOException {
        byte[] part = new byte[1_024];
        long left = length;
        while (left > 0 && body.size() < LONGEST_BODY) {
            int most = (int) Math.min(Math.min(part.length, left), LONGEST_BODY - body.size());
            int count = connection.read(part, 0, most);
            if (count < 0) {
                throw new EOFException("the connection ends within a body");
            }
            body.write(part, 0, count);
            left -= count;
        }
        return left == 0;
    }
}
