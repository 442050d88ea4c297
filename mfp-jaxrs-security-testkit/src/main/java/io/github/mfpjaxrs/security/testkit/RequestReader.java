package io.github.mfpjaxrs.security.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads HTTP/1.1 requests (RFC 9112) from a connection. */
final class RequestReader {

    private static final int MAX_LINE = 65_536;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_BODY = 1_048_576;
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final Connection connection;
    private final ByteInput input;

    RequestReader(Connection connection) throws IOException {
        this.connection = connection;
        this.input = connection.input();
    }

    Request read() throws IOException {
        String[] requestLine = input.readLine(MAX_LINE).split(" ");
        if (requestLine.length != 3 || !requestLine[2].startsWith("HTTP/1.")) {
            throw new BadRequestException("not a request line");
        }
        Map<String, List<String>> headers = readHeaders();
        boolean keepAlive = requestLine[2].equals("HTTP/1.1") && !hasToken(headers, "connection", "close");
        return new Request(requestLine[0], requestLine[1], keepAlive, headers, readBody(headers));
    }

    private Map<String, List<String>> readHeaders() throws IOException {
        Map<String, List<String>> headers = new HashMap<>();
        for (int count = 0; count <= MAX_HEADERS; count++) {
            String line = input.readLine(MAX_LINE);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new BadRequestException("not a header line");
            }
            headers.computeIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>(1))
                    .add(line.substring(colon + 1).trim());
        }
        throw new BadRequestException("too many headers");
    }

    private byte[] readBody(Map<String, List<String>> headers) throws IOException {
        boolean chunked = hasToken(headers, "transfer-encoding", "chunked");
        int length = chunked
                ? 0
                : size(headers.getOrDefault("content-length", List.of("0")).get(0), 10);
        if ((chunked || length > 0) && hasToken(headers, "expect", "100-continue")) {
            connection.write(CONTINUE);
        }
        return chunked ? readChunks() : input.readExactly(length);
    }

    private byte[] readChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int length = size(input.readLine(MAX_LINE).split(";", 2)[0].trim(), 16);
            if (length == 0) {
                readHeaders();
                return body.toByteArray();
            }
            if (body.size() + length > MAX_BODY) {
                throw new BadRequestException("body too large");
            }
            body.write(input.readExactly(length));
            if (!input.readLine(2).isEmpty()) {
                throw new BadRequestException("chunk longer than its size");
            }
        }
    }

    private static int size(String digits, int radix) throws BadRequestException {
        try {
            int size = Integer.parseInt(digits, radix);
            if (size >= 0 && size <= MAX_BODY) {
                return size;
            }
        } catch (NumberFormatException notANumber) {
            throw new BadRequestException("not a size");
        }
        throw new BadRequestException("size out of range");
    }

    private static boolean hasToken(Map<String, List<String>> headers, String name, String token) {
        return headers.getOrDefault(name, List.of()).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(token));
    }
}
