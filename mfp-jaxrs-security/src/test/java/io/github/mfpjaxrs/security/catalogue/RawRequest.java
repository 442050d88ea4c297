package io.github.mfpjaxrs.security.catalogue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A request over its own socket, sent byte for byte as specified. No client library corrects it. */
public final class RawRequest {

    private static final int TIMEOUT_MILLIS = 30_000;

    private final URI base;
    private final String method;
    private final String target;
    private final List<String> lines = new ArrayList<>();
    private String body = "";

    private RawRequest(URI base, String method, String target) {
        this.base = base;
        this.method = method;
        this.target = target;
    }

    /** Appends the target to the path of the base URI, regardless of its content. */
    public static RawRequest of(URI base, String method, String target) {
        return new RawRequest(base, method, target);
    }

    public RawRequest header(String name, String value) {
        lines.add(name + ": " + value);
        return this;
    }

    public RawRequest token(String token) {
        return header("Authorization", "Bearer " + token);
    }

    public RawRequest body(String type, String text) {
        body = text;
        return header("Content-Type", type);
    }

    public Answer send() {
        try (Socket socket = new Socket(InetAddress.getByName(base.getHost()), base.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(bytes());
            socket.getOutputStream().flush();
            return Answer.parse(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] bytes() {
        StringBuilder request = new StringBuilder()
                .append(method)
                .append(' ')
                .append(base.getRawPath())
                .append(target)
                .append(" HTTP/1.1\r\nHost: ")
                .append(base.getAuthority())
                .append("\r\nConnection: close\r\n");
        lines.forEach(line -> request.append(line).append("\r\n"));
        if (!body.isEmpty()) {
            request.append("Content-Length: ")
                    .append(body.getBytes(StandardCharsets.ISO_8859_1).length)
                    .append("\r\n");
        }
        return request.append("\r\n").append(body).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A response that has been read completely. */
    public record Answer(int status, Map<String, List<String>> headers, String body) {

        /** Returns all values of a header field, in the order of its lines. */
        public List<String> all(String name) {
            return headers.getOrDefault(name, List.of());
        }

        static Answer parse(byte[] bytes) {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                throw new IllegalStateException("no whole head: " + text);
            }
            String[] head = text.substring(0, end).split("\r\n");
            Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i < head.length; i++) {
                int colon = head[i].indexOf(':');
                headers.computeIfAbsent(head[i].substring(0, colon), name -> new ArrayList<>())
                        .add(head[i].substring(colon + 1).strip());
            }
            String body = text.substring(end + 4);
            boolean chunked = headers.getOrDefault("Transfer-Encoding", List.of())
                    .toString()
                    .toLowerCase(Locale.ROOT)
                    .contains("chunked");
            return new Answer(Integer.parseInt(head[0].split(" ")[1]), headers, chunked ? whole(body) : body);
        }

        private static String whole(String chunks) {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            int at = 0;
            while (true) {
                int line = chunks.indexOf("\r\n", at);
                if (line < 0) {
                    return whole.toString(StandardCharsets.ISO_8859_1);
                }
                int size = Integer.parseInt(
                        chunks.substring(at, line).split(";")[0].strip(), 16);
                if (size == 0) {
                    return whole.toString(StandardCharsets.ISO_8859_1);
                }
                whole.writeBytes(chunks.substring(line + 2, line + 2 + size).getBytes(StandardCharsets.ISO_8859_1));
                at = line + 2 + size + 2;
            }
        }
    }
}
