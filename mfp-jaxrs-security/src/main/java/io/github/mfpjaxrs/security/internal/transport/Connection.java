package io.github.mfpjaxrs.security.internal.transport;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** An open socket with a read buffer. Only one exchange at a time uses a connection, but any thread may close it. */
final class Connection implements Closeable {

    private static final String PROTOCOL = "HTTP/";

    private static final int BUFFER = 8 * 1_024;

    private final Socket socket;
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;
    private long received;
    private Deadline deadline = Deadline.in(0);
    private Duration readTimeout = Duration.ZERO;
    private long idleSinceNanos;
    private boolean reused;

    Connection(Socket socket) {
        this.socket = socket;
    }

    /** Begins an exchange with the given deadline and read timeout. */
    void begin(Deadline exchange, Duration eachRead) {
        deadline = exchange;
        readTimeout = eachRead;
        received = 0;
    }

    /** Ends an exchange. The connection is idle until the next exchange begins. */
    void markIdle() {
        idleSinceNanos = System.nanoTime();
        reused = true;
    }

    boolean isIdleFor(Duration time) {
        return System.nanoTime() - idleSinceNanos >= time.toNanos();
    }

    /**
     * Whether the connection was reused and has not yet received any part of a response. The server might have closed
     * such a connection before the request arrived.
     */
    boolean mayBeStale() {
        return reused && received == 0;
    }

    /** Whether the buffer contains no unsolicited bytes. */
    boolean isEmpty() {
        return position == end;
    }

    void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Returns the next byte, or -1 at the end of the stream. */
    int read() throws IOException {
        return fill() ? buffer[position++] & 0xFF : -1;
    }

    /** Reads up to {@code length} bytes. Returns the number of bytes read, or -1 at the end of the stream. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(buffer, position, target, offset, count);
        position += count;
        return count;
    }

    /**
     * Reads a line and returns it without the line terminator.
     *
     * @throws ProtocolException if the line is longer than {@code maxLength}
     */
    String readLine(int maxLength) throws IOException {
        return readLine(new StringBuilder(), maxLength);
    }

    /**
     * Reads the first line of a response and returns it without the line terminator.
     *
     * @throws ProtocolException if the line is longer than {@code maxLength}, or is incomplete and cannot be a status
     *     line, for example because it is a TLS alert
     */
    String readStatusLine(int maxLength) throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            return readLine(line, maxLength);
        } catch (EOFException e) {
            if (!PROTOCOL.startsWith(line.substring(0, Math.min(line.length(), PROTOCOL.length())))) {
                throw new ProtocolException("not an HTTP/1.1 status line");
            }
            throw e;
        }
    }

    private String readLine(StringBuilder line, int maxLength) throws IOException {
        for (int b = read(); b != '\n'; b = read()) {
            if (b < 0) {
                throw new EOFException("the connection ends within a line");
            }
            if (line.length() >= maxLength) {
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
        socket.setSoTimeout(deadline.remainingMillis(readTimeout));
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
            // The connection is no longer used in any case.
        }
    }
}
