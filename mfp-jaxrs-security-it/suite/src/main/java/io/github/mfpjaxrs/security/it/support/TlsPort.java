package io.github.mfpjaxrs.security.it.support;

import io.github.mfpjaxrs.security.testkit.SelfSignedCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A port for https URLs to which clients can never establish a trusted TLS connection. */
public final class TlsPort implements AutoCloseable {

    /** A fault that prevents a trusted connection. */
    public enum Manner {
        /** The server presents an untrusted, self-signed certificate. */
        UNTRUSTED_CERTIFICATE,
        /** The server rejects every handshake. */
        HANDSHAKE_FAILURE,
        /** The server speaks plain HTTP. */
        PLAIN_HTTP
    }

    private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};
    private static final byte[] BAD_REQUEST =
            "HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);
    private static final int RECORD_HEADER = 5;

    private final ServerSocket listener;
    private final SSLContext context;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile Manner manner = Manner.UNTRUSTED_CERTIFICATE;

    private TlsPort(ServerSocket listener, SSLContext context) {
        this.listener = listener;
        this.context = context;
    }

    /** Starts the server on a free loopback port. */
    public static TlsPort start() {
        try {
            TlsPort port = new TlsPort(
                    new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")),
                    SelfSignedCertificate.create().sslContext());
            daemon(port::accept);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Applies this fault to later connections and resets the counters. */
    public void play(Manner next) {
        manner = next;
        connections.set(0);
        requests.set(0);
    }

    public int connections() {
        return connections.get();
    }

    /** Returns the number of connections on which a client sent data despite the fault. */
    public int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "tls-port");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                daemon(() -> treat(socket));
            } catch (IOException closed) {
                // The loop condition detects a closed listener.
            }
        }
    }

    private void treat(Socket socket) {
        try (socket) {
            switch (manner) {
                case UNTRUSTED_CERTIFICATE -> shakeHands(socket);
                case HANDSHAKE_FAILURE -> answer(socket, HANDSHAKE_FAILURE);
                case PLAIN_HTTP -> answer(socket, BAD_REQUEST);
            }
        } catch (IOException gone) {
            // Clients are expected to close the connection.
        }
    }

    private void shakeHands(Socket socket) throws IOException {
        try (SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true)) {
            tls.setUseClientMode(false);
            if (tls.getInputStream().read() >= 0) {
                requests.incrementAndGet();
            }
        }
    }

    /**
     * Responds after the client's first record and reads any further data before closing, because closing with unread
     * data would reset the connection.
     */
    private static void answer(Socket socket, byte[] bytes) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] header = in.readNBytes(RECORD_HEADER);
        in.readNBytes((header[3] & 0xFF) << 8 | header[4] & 0xFF);
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        socket.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }
}
