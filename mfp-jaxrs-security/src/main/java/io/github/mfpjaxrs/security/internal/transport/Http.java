package io.github.mfpjaxrs.security.internal.transport;

import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over HTTP/1.1 (RFC 9112) with a content length and a deadline. A request is repeated on another
 * connection only if a reused connection fails before any part of the response has arrived. Thread-safe.
 */
final class Http implements AutoCloseable {

    private final Limits limits;
    private final Connections connections;

    Http(Limits limits, Connections connections) {
        this.limits = limits;
        this.connections = connections;
    }

    /**
     * Sends a request and reads the response.
     *
     * @param body the request body, or null if there is none
     * @throws IOException if the response is missing or incomplete
     */
    Reply exchange(String method, URI uri, Map<String, List<String>> headers, byte @Nullable [] body)
            throws IOException {
        Deadline deadline = Deadline.in(ExchangeDeadline.leftNanos(limits.total()));
        byte[] request = request(method, uri, headers, body);
        for (Connection kept = connections.takeIdle(uri); kept != null; kept = connections.takeIdle(uri)) {
            try {
                return exchange(kept, uri, request, deadline);
            } catch (SocketTimeoutException | ProtocolException e) {
                throw e;
            } catch (IOException e) {
                if (!kept.mayBeStale()) {
                    throw new NewConnectionException(e);
                }
            }
        }
        Connection opened = connections.open(uri, deadline);
        try {
            return exchange(opened, uri, request, deadline);
        } catch (SocketTimeoutException | ProtocolException e) {
            throw e;
        } catch (IOException e) {
            throw new NewConnectionException(e);
        }
    }

    private Reply exchange(Connection connection, URI uri, byte[] request, Deadline deadline) throws IOException {
        boolean keep = false;
        try {
            connection.begin(deadline, limits.read());
            connection.write(request);
            Reply reply = Reply.read(connection);
            keep = reply.reusable() && connection.isEmpty();
            return reply;
        } finally {
            if (keep) {
                connections.release(uri, connection);
            } else {
                connections.discard(connection);
            }
        }
    }

    private static byte[] request(String method, URI uri, Map<String, List<String>> headers, byte @Nullable [] body)
            throws IOException {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head = new StringBuilder(512)
                .append(method)
                .append(' ')
                .append(path)
                .append(uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                .append(" HTTP/1.1\r\n");
        append(head, "Host", uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()));
        for (Map.Entry<String, List<String>> field : headers.entrySet()) {
            if (!isFraming(field.getKey())) {
                append(head, field.getKey(), String.join(",", field.getValue()));
            }
        }
        if (body != null) {
            append(head, "Content-Length", Integer.toString(body.length));
        }
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(Connection.ascii(head.append("\r\n").toString()));
        if (body != null) {
            request.writeBytes(body);
        }
        return request.toByteArray();
    }

    private static boolean isFraming(String name) {
        return name.equalsIgnoreCase("Host")
                || name.equalsIgnoreCase("Content-Length")
                || name.equalsIgnoreCase("Transfer-Encoding")
                || name.equalsIgnoreCase("Expect");
    }

    private static void append(StringBuilder head, String name, String value) throws ProtocolException {
        if ((name + value).chars().anyMatch(c -> c < 0x20 && c != '\t' || c > 0xFF)) {
            throw new ProtocolException("a header field contains an illegal character");
        }
        head.append(name).append(": ").append(value).append("\r\n");
    }

    @Override
    public void close() {
        connections.close();
    }
}
