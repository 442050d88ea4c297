package io.github.mfpjaxrs.security.internal.transport;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An open socket, and what was read from it ahead. Used by one exchange at a time; any thread may close it. */
final class Connection implements Closeable {

    private static final int BUFFER = 8 * 1_024;

    private final Socket socket;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private long received;
    private Deadline deadline = Deadline.in(Duration.ZERO);
    private Duration readTimeout = Duration.ZERO;
    private long idleSinceNanos;
    private boolean reused;

    Connection(Socket socket) {
        this.socket = socket;
    }

    /** Begins an exchange. */
    void begin(Deadline exchange, Duration eachRead) {
        deadline = exchange;
        readTimeout = eachRead;
        received = 0;
    }

    /** Ends one, after which the connection may serve another. */
    void rest() {
        idleSinceNanos = System.nanoTime();
        reused = true;
    }

    boolean hasRestedFor(Duration time) {
        return System.nanoTime() - idleSinceNanos >= time.toNanos();
    }

    /** Whether it was kept, and has not answered yet: the other side may have given it up before the request came. */
    boolean mayBeStale() {
        return reused && received == 0;
    }

    /** Whether nothing came that no answer asked for. */
    boolean isEmpty() {
        return position == end;
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** The next byte, or -1. */
    int read() throws IOException {
        return fill() ? buffer[position++] & 0xFF : -1;
    }

    /** At most so many bytes, or -1. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /** A line without its end, which must come before so many bytes. */
    String line(int longest) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                throw new EOFException("the connection ends within a line");
            }
            if (line.length() >= longest) {
                throw new ProtocolException("a line is too long");
            }
            line.append((char) b);
        }
        int length = line.length();
        return length > 0 && line.charAt(length - 1) == '\r' ? line.substring(0, length - 1) : line.toString();
    }

    private boolean fill() throws IOException {
        if (position < end) {
            return true;
        }
        socket.setSoTimeout(deadline.millis(readTimeout));
        int count = socket.getInputStream().read(buffer);
        if (count <= 0) {
            return false;
        }
        position = 0;
        end = count;
        received += count;
        return true;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // There is nothing left to close.
        }
    }
}
