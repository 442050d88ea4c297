package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A simulated failure of an authorization server, or of the network between the server and a client. Immutable and
 * reusable.
 *
 * <p>A waiting fault ends immediately and closes the connection if the server recovers, stops listening or is closed,
 * or if the peer closes the connection. Durations are rounded up to whole milliseconds.
 */
public final class Fault {

    static final Fault NONE = new Fault("none", exchange -> exchange.send(exchange.normalAnswer()));

    private static final Fault BLACK_HOLE = new Fault("blackHole", Exchange::hold);

    private final String name;
    private final FaultAction action;

    private Fault(String name, FaultAction action) {
        this.name = name;
        this.action = action;
    }

    /**
     * Responds with a status and an empty body.
     *
     * @param status the HTTP status code, such as 401 or 503
     * @return the fault
     */
    public static Fault status(int status) {
        return status(status, Map.of(), "");
    }

    /**
     * Responds with a status, headers and a body.
     *
     * @param status the HTTP status code, such as 401 or 503
     * @param headers the header fields; Content-Length is added unless they include Content-Length or Transfer-Encoding
     * @param body the body, sent as UTF-8
     * @return the fault
     */
    public static Fault status(int status, Map<String, String> headers, String body) {
        return answer(status, headers, body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Responds with exactly this status, these headers and this body.
     *
     * @param status the HTTP status code, such as 200
     * @param headers the header fields; Content-Length is added unless they include Content-Length or Transfer-Encoding
     * @param body the body, which is copied
     * @return the fault
     */
    public static Fault answer(int status, Map<String, String> headers, byte[] body) {
        return whole("status " + status, new Response(status, new LinkedHashMap<>(headers), body.clone()));
    }

    private static Fault whole(String name, Response response) {
        return new Fault(name, exchange -> exchange.send(response));
    }

    /**
     * Responds with 429.
     *
     * @param retryAfter the {@code Retry-After} header: seconds, an HTTP date, or malformed text
     * @return the fault
     */
    public static Fault tooManyRequests(String retryAfter) {
        return whole("tooManyRequests", Response.empty(429).with("Retry-After", retryAfter));
    }

    /**
     * Responds with 200 and this body.
     *
     * @param contentType the {@code Content-Type} header
     * @param body the body, which is copied
     * @return the fault
     */
    public static Fault body(String contentType, byte[] body) {
        return answer(200, Map.of("Content-Type", contentType), body);
    }

    /**
     * Responds with 200 and an HTML page.
     *
     * @return the fault
     */
    public static Fault notJson() {
        byte[] page = "<html><body>Sign in</body></html>".getBytes(StandardCharsets.UTF_8);
        return whole("notJson", new Response(200, Map.of("Content-Type", "text/html"), page));
    }

    /**
     * Sends the normal response as {@code text/plain}.
     *
     * @return the fault
     */
    public static Fault wrongContentType() {
        return new Fault(
                "wrongContentType",
                exchange -> exchange.send(exchange.normalAnswer().with("Content-Type", "text/plain")));
    }

    /**
     * Responds with a redirect.
     *
     * @param status the HTTP status code: 301, 302, 303, 307 or 308
     * @param target the {@code Location} header
     * @return the fault
     */
    public static Fault redirect(int status, URI target) {
        return whole("redirect " + status, Response.empty(status).with("Location", target.toString()));
    }

    /**
     * Reads the request and never responds.
     *
     * @return the fault
     */
    public static Fault hang() {
        return new Fault("hang", Exchange::hold);
    }

    /**
     * Accepts connections but never reads anything, not even a TLS handshake. Such connections are counted only by
     * {@link MobileFirstServer#connections()}. If the fault applies only to a single endpoint or token, the server has
     * to read the request first, so the fault is then equivalent to {@link #hang()}.
     *
     * @return the fault
     */
    public static Fault blackHole() {
        return BLACK_HOLE;
    }

    /**
     * Sends the normal response after a delay.
     *
     * @param delay the delay before the first byte
     * @return the fault
     */
    public static Fault delay(Duration delay) {
        return new Fault(
                "delay " + delay.toMillis() + " ms",
                exchange -> exchange.pause(delay) && exchange.send(exchange.normalAnswer()));
    }

    /**
     * Sends the normal response, pausing before each byte of the body.
     *
     * @param perByte the pause before each byte of the body
     * @return the fault
     */
    public static Fault drip(Duration perByte) {
        return new Fault("drip", exchange -> {
            Response answer = exchange.normalAnswer();
            exchange.write(answer.head());
            return exchange.drip(answer.body(), perByte);
        });
    }

    /**
     * Sends the normal response, pausing before each byte of the status line and headers.
     *
     * @param perByte the pause before each byte of the head
     * @return the fault
     */
    public static Fault dripHeaders(Duration perByte) {
        return new Fault("dripHeaders", exchange -> {
            Response answer = exchange.normalAnswer();
            return exchange.drip(answer.head(), perByte) && exchange.send(answer.body());
        });
    }

    /**
     * Reads the request, then resets the connection (RST).
     *
     * @return the fault
     */
    public static Fault resetBeforeAnswer() {
        return new Fault("resetBeforeAnswer", Exchange::reset);
    }

    /**
     * Sends the normal response's head and half of the body, then resets the connection (RST).
     *
     * @return the fault
     */
    public static Fault resetInBody() {
        return new Fault("resetInBody", exchange -> {
            exchange.write(exchange.normalAnswer().firstHalf());
            return exchange.reset();
        });
    }

    /**
     * Sends bytes that are not HTTP, then closes the connection.
     *
     * @return the fault
     */
    public static Fault garbage() {
        byte[] bytes = {0x15, 0x03, 0x01, 0x00, 0x02, 0x02, 0x46, (byte) 0xff, (byte) 0xfe, 0x00, '\r', '\n', '\r', '\n'
        };
        return new Fault("garbage", exchange -> {
            exchange.write(bytes);
            return false;
        });
    }

    /**
     * Sends the normal response, extended by a padding member to the given body length. The body is streamed rather
     * than held in memory.
     *
     * @param bytes the body length; the actual body is longer if the normal response already exceeds this length
     * @return the fault
     */
    public static Fault hugeBody(long bytes) {
        return new Fault("hugeBody " + bytes, exchange -> {
            Response answer = exchange.normalAnswer();
            PaddedBody body = new PaddedBody(answer.body(), bytes);
            return exchange.stream(answer.head(body.length()), body);
        });
    }

    /**
     * Responds with 200 and about 100 KB of gzip data that expands to 100 MiB of JSON.
     *
     * @return the fault
     */
    public static Fault gzipBomb() {
        return new Fault("gzipBomb", exchange -> exchange.send(GzipBomb.RESPONSE));
    }

    String name() {
        return name;
    }

    boolean isBlackHole() {
        return this == BLACK_HOLE;
    }

    boolean play(Exchange exchange) throws IOException {
        return action.play(exchange);
    }

    /** Includes the kind of fault. */
    @Override
    public String toString() {
        return "Fault[" + name + "]";
    }
}
