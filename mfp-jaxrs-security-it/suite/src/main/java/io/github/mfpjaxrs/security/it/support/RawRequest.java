package io.github.mfpjaxrs.security.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends GET requests with the target exactly as written, which ordinary HTTP clients do not support. */
final class RawRequest {

    private static final int TIMEOUT_MILLIS = 30_000;
    private static final String END_OF_HEADER = "\r\n\r\n";
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
    private static final Pattern CONTENT_LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\ntransfer-encoding: *chunked");

    private RawRequest() {}

    /**
     * Sends a GET request.
     *
     * @param server a URI with the server's host and port
     * @param fields the header fields, each with its line terminator
     * @return the response exactly as received; empty if the server closes the connection
     */
    static String get(URI server, String target, String fields) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream()
                    .write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream());
        }
    }

    /**
     * Reads until the response is complete, because Helidon does not close the connection after a malformed request.
     */
    private static String read(InputStream connection) throws IOException {
        StringBuilder received = new StringBuilder();
        while (!isComplete(received.toString())) {
            int next = connection.read();
            if (next < 0) {
                break;
            }
            received.append((char) next);
        }
        return received.toString();
    }

    private static boolean isComplete(String received) {
        int end = received.indexOf(END_OF_HEADER);
        if (end < 0) {
            return false;
        }
        String header = received.substring(0, end);
        Matcher length = CONTENT_LENGTH.matcher(header);
        int body = received.length() - end - END_OF_HEADER.length();
        return length.find()
                ? body >= Integer.parseInt(length.group(1))
                : CHUNKED.matcher(header).find() && received.endsWith(LAST_CHUNK);
    }
}
