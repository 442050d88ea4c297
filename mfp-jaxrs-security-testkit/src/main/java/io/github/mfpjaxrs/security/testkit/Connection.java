package io.github.mfpjaxrs.security.testkit;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** An accepted socket. Only one thread reads and writes, but any thread can call {@link #close()}. */
final class Connection implements Closeable {

    private final Socket raw;
    private final Optional<SSLContext> tls;
    private @Nullable ByteInput input;
    private @Nullable OutputStream output;

    Connection(Socket raw, Optional<SSLContext> tls) throws IOException {
        raw.setTcpNoDelay(true);
        this.raw = raw;
        this.tls = tls;
    }

    /** Opens the streams on first use, so that a black hole does not even perform a TLS handshake. */
    ByteInput input() throws IOException {
        if (input == null) {
            Socket socket = tls.isPresent() ? secured(tls.get()) : raw;
            input = new ByteInput(socket.getInputStream());
            output = socket.getOutputStream();
        }
        return input;
    }

    void write(byte[] bytes) throws IOException {
        input();
        if (output != null) {
            output.write(bytes);
            output.flush();
        }
    }

    /**
     * Pauses in a timed read, which ends early if either side closes the connection.
     *
     * @return false if the peer has closed the connection or has sent more than the buffer holds
     */
    boolean pause(Duration duration) throws IOException {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            raw.setSoTimeout((int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(left + 999_999)));
            try {
                if (!input().more()) {
                    return false;
                }
            } catch (SocketTimeoutException timeIsUp) {
                // The loop ends when the time is up.
            }
        }
        raw.setSoTimeout(0);
        return true;
    }

    /** Discards the input until either side closes the connection. */
    void hold() throws IOException {
        InputStream source = raw.getInputStream();
        byte[] ignored = new byte[1024];
        while (source.read(ignored) >= 0) {
            // Never responds.
        }
    }

    /** Closes with RST instead of FIN. */
    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /**
     * Closes the underlying socket without closing TLS, because this takes no lock and wakes threads that are reading
     * or writing.
     */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException alreadyGone) {
            // Already closed.
        }
    }

    private SSLSocket secured(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, (InputStream) null, true);
        socket.setUseClientMode(false);
        return socket;
    }
}
