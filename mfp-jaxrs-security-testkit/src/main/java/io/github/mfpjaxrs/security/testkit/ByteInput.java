package io.github.mfpjaxrs.security.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A buffer over a socket's input that can also wait for bytes without consuming them. Not thread-safe. */
final class ByteInput {

    private final InputStream source;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int limit;

    ByteInput(InputStream source) {
        this.source = source;
    }

    /** Waits until a byte is available; returns false at the end of the input. */
    boolean hasNext() throws IOException {
        return position < limit || more();
    }

    /**
     * Waits for bytes in addition to those in the buffer; returns false at the end of the input or if the buffer is
     * full.
     */
    boolean more() throws IOException {
        if (position == limit) {
            position = 0;
            limit = 0;
        }
        if (limit == buffer.length) {
            return false;
        }
        int read = source.read(buffer, limit, buffer.length - limit);
        limit += Math.max(0, read);
        return read > 0;
    }

    /** Reads a line that ends in LF or CRLF, and returns it without the line terminator. */
    String readLine(int maxLength) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            if (!hasNext()) {
                throw new EOFException("end of input in a line");
            }
            int start = position;
            while (position < limit && buffer[position] != '\n') {
                position++;
            }
            line.append(new String(buffer, start, position - start, StandardCharsets.ISO_8859_1));
            if (line.length() > maxLength) {
                throw new BadRequestException("line too long");
            }
            if (position < limit) {
                position++;
                return withoutCarriageReturn(line);
            }
        }
    }

    byte[] readExactly(int count) throws IOException {
        byte[] bytes = new byte[count];
        int done = 0;
        while (done < count) {
            if (!hasNext()) {
                throw new EOFException("end of input in a body");
            }
            int taken = Math.min(count - done, limit - position);
            System.arraycopy(buffer, position, bytes, done, taken);
            position += taken;
            done += taken;
        }
        return bytes;
    }

    private static String withoutCarriageReturn(StringBuilder line) {
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }
}
