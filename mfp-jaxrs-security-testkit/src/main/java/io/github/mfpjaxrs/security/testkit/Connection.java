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

/** One accepted socket. Used by its own thread, except for {@link #close()}, which any thread may call. */
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

    /** Opened at the first use, so that a black hole does not even greet. */
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
     * Waits. Time is spent in a timed read, which also ends when either side closes.
     *
     * @return false if the peer has closed, or sends more than can be kept for later
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
                // The loop's condition sees it.
            }
        }
        raw.setSoTimeout(0);
        return true;
    }

    /** Swallows what the peer sends until either side closes. */
    void hold() throws IOException {
        InputStream source = raw.getInputStream();
        byte[] ignored = new byte[1024];
        while (source.read(ignored) >= 0) {
            // Nothing is ever answered.
        }
    }

    /** Closes with RST instead of FIN. */
    void reset() throws IOException {
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /** Closes the socket under TLS, which needs no lock and wakes up whoever reads or writes. */
    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
    }

    private SSLSocket secured(SSLContext context) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(raw, (InputStream) null, true);
        socket.setUseClientMode(false);
        return socket;
    }
}
