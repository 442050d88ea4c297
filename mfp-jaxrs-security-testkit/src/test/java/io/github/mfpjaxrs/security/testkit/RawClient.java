package io.github.mfpjaxrs.security.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A bare socket, for what no HTTP client would send or show. */
final class RawClient implements Closeable {

    private final Socket socket;

    RawClient(MobileFirstServer server) throws IOException {
        this(server.port());
    }

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(20_000);
    }

    RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return this;
    }

    /** Reads until this text has come, and returns all up to its end. */
    String readUntil(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream input = socket.getInputStream();
        while (text.indexOf(end) < 0) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("closed after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    String readToEnd() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    int read() throws IOException {
        return socket.getInputStream().read();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
