package io.github.mfpjaxrs.security.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP response that can be serialized. */
record Response(int status, Map<String, String> headers, byte[] body) {

    Response {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    static Response json(int status, String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json;charset=UTF-8");
        headers.put("Cache-Control", "no-store");
        return new Response(status, headers, json.getBytes(StandardCharsets.UTF_8));
    }

    static Response error(int status, String code) {
        return json(status, "{\"error\":" + Json.text(code) + "}");
    }

    Response with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(headers);
        changed.put(name, value);
        return new Response(status, changed, body);
    }

    byte[] head() {
        return head(body.length);
    }

    byte[] head(long contentLength) {
        StringBuilder head = new StringBuilder(192);
        head.append("HTTP/1.1 ").append(status).append(' ').append(reason()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (needsLength()) {
            head.append("Content-Length: ").append(contentLength).append("\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    byte[] bytes() {
        return headAnd(body.length);
    }

    byte[] firstHalf() {
        return headAnd(body.length / 2);
    }

    private byte[] headAnd(int bodyBytes) {
        byte[] head = head();
        byte[] bytes = Arrays.copyOf(head, head.length + bodyBytes);
        System.arraycopy(body, 0, bytes, head.length, bodyBytes);
        return bytes;
    }

    /**
     * Whether Content-Length has to be added. It must not be added if the status does not allow a body, or if the
     * headers already define the body length.
     */
    private boolean needsLength() {
        boolean framed = headers.keySet().stream()
                .anyMatch(
                        name -> name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding"));
        return !framed && status >= 200 && status != 204 && status != 304;
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 201 -> "Created";
            case 204 -> "No Content";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 409 -> "Conflict";
            default -> "Status";
        };
    }
}
