package io.github.mfpjaxrs.security.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A JSON object with a padding member. The padding is streamed rather than held in memory. */
final class PaddedBody {

    private static final byte[] END = {'"', '}'};

    private final byte[] start;
    private final long padding;

    PaddedBody(byte[] object, long length) {
        this.start = start(object);
        this.padding = Math.max(0, length - start.length - END.length);
    }

    long length() {
        return start.length + padding + END.length;
    }

    void writeTo(Connection connection) throws IOException {
        byte[] block = new byte[8192];
        Arrays.fill(block, (byte) 'x');
        connection.write(start);
        for (long left = padding; left > 0; left -= block.length) {
            connection.write(left < block.length ? Arrays.copyOf(block, (int) left) : block);
        }
        connection.write(END);
    }

    private static byte[] start(byte[] object) {
        String json = new String(object, StandardCharsets.UTF_8);
        String open = json.endsWith("}") ? json.substring(0, json.length() - 1) + "," : "{";
        return (open + "\"padding\":\"").getBytes(StandardCharsets.UTF_8);
    }
}
