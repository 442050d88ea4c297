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
 * A final response (RFC 9110 §15) with a body that might be truncated.
 *
 * @param status the status code, which is 200 or higher
 * @param headers the header values, by lowercase header name
 * @param body the body, truncated if longer than {@link #MAX_BODY}
 * @param reusable whether the connection can be used for another request
 */
record Reply(int status, Map<String, List<String>> headers, byte[] body, boolean reusable) {

    /**
     * The maximum body size to read, which is larger than any response that the library accepts. A truncated body is
     * later rejected because of its length.
     */
    static final int MAX_BODY = 65 * 1_024;

    private static final int MAX_LINE = 16 * 1_024;
    private static final int MAX_FIELDS = 200;
    private static final int MAX_INTERIM = 20;
    private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.([01]) (\\d{3})(?: .*)?");
    private static final Pattern FIELD = Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):(.*)", Pattern.DOTALL);
    private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");
    private static final Pattern CHUNK = Pattern.compile("([0-9A-Fa-f]{1,15})[ \\t]*(?:;.*)?");

    /** Reads a response, skipping any interim responses that precede it (RFC 9110 §15.2). */
    static Reply read(Connection connection) throws IOException {
        for (int interim = 0; interim <= MAX_INTERIM; interim++) {
            Matcher line = STATUS_LINE.matcher(connection.readStatusLine(MAX_LINE));
            if (!line.matches()) {
                throw new ProtocolException("not an HTTP/1.1 status line");
            }
            int status = Integer.parseInt(line.group(2));
            Map<String, List<String>> headers = readFields(connection);
            if (status == 101 || status < 100) {
                throw new ProtocolException("an unexpected status");
            }
            if (status >= 200) {
                return withBody(connection, status, headers, line.group(1).equals("1"));
            }
        }
        throw new ProtocolException("too many interim responses");
    }

    private static Map<String, List<String>> readFields(Connection connection) throws IOException {
        Map<String, List<String>> fields = new TreeMap<>();
        int count = 0;
        for (String line = connection.readLine(MAX_LINE); !line.isEmpty(); line = connection.readLine(MAX_LINE)) {
            Matcher field = FIELD.matcher(line);
            if (++count > MAX_FIELDS || !field.matches()) {
                throw new ProtocolException("malformed header fields");
            }
            fields.computeIfAbsent(field.group(1).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(field.group(2).strip());
        }
        return fields;
    }

    /** Reads the body. The body's length is determined as defined in RFC 9112 §6.3. */
    private static Reply withBody(
            Connection connection, int status, Map<String, List<String>> headers, boolean persistent)
            throws IOException {
        boolean mayBeKept = persistent
                && headers.getOrDefault("connection", List.of()).stream()
                        .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
        if (status == 204 || status == 304) {
            return new Reply(status, headers, new byte[0], mayBeKept);
        }
        List<String> codings = headers.getOrDefault("transfer-encoding", List.of());
        List<String> lengths = headers.getOrDefault("content-length", List.of());
        if (!codings.isEmpty()) {
            if (codings.size() > 1 || !codings.get(0).equalsIgnoreCase("chunked")) {
                throw new ProtocolException("an unknown transfer coding");
            }
            Body body = readChunks(connection);
            return new Reply(status, headers, body.bytes(), mayBeKept && body.complete() && lengths.isEmpty());
        }
        if (!lengths.isEmpty()) {
            Body body = readSized(connection, length(lengths));
            return new Reply(status, headers, body.bytes(), mayBeKept && body.complete());
        }
        return new Reply(status, headers, readUntilClosed(connection), false);
    }

    private record Body(byte[] bytes, boolean complete) {}

    private static long length(List<String> lengths) throws ProtocolException {
        if (lengths.stream().distinct().count() > 1
                || !LENGTH.matcher(lengths.get(0)).matches()) {
            throw new ProtocolException("a malformed content length");
        }
        return Long.parseLong(lengths.get(0));
    }

    private static Body readSized(Connection connection, long length) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        copy(connection, length, body);
        return new Body(body.toByteArray(), length <= MAX_BODY);
    }

    private static Body readChunks(Connection connection) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (long size = chunkSize(connection); size > 0; size = chunkSize(connection)) {
            if (!copy(connection, size, body)) {
                return new Body(body.toByteArray(), false);
            }
            if (!connection.readLine(MAX_LINE).isEmpty()) {
                throw new ProtocolException("a chunk longer than its size");
            }
        }
        readFields(connection);
        return new Body(body.toByteArray(), true);
    }

    private static long chunkSize(Connection connection) throws IOException {
        Matcher size = CHUNK.matcher(connection.readLine(MAX_LINE));
        if (!size.matches()) {
            throw new ProtocolException("a chunk without a valid size");
        }
        return Long.parseLong(size.group(1), 16);
    }

    private static byte[] readUntilClosed(Connection connection) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] part = new byte[1_024];
        while (body.size() < MAX_BODY) {
            int count = connection.read(part, 0, Math.min(part.length, MAX_BODY - body.size()));
            if (count < 0) {
                break;
            }
            body.write(part, 0, count);
        }
        return body.toByteArray();
    }

    /** Copies bytes up to the body limit. Returns false if the body is longer. */
    private static boolean copy(Connection connection, long length, ByteArrayOutputStream body) throws IOException {
        byte[] part = new byte[1_024];
        long left = length;
        while (left > 0 && body.size() < MAX_BODY) {
            int most = (int) Math.min(Math.min(part.length, left), MAX_BODY - body.size());
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
