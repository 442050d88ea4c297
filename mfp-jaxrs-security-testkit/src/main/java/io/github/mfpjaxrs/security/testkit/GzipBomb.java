package io.github.mfpjaxrs.security.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** A response that grows a thousandfold when decompressed. The response is created once, on first use. */
final class GzipBomb {

    static final Response RESPONSE = new Response(
            200, Map.of("Content-Type", "application/json;charset=UTF-8", "Content-Encoding", "gzip"), compress());

    private static final int MEBIBYTES = 100;

    private GzipBomb() {}

    private static byte[] compress() {
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) 'x');
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(
                    "{\"active\":true,\"scope\":\"RegisteredClient\",\"padding\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < MEBIBYTES; i++) {
                gzip.write(mebibyte);
            }
            gzip.write("\"}".getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return compressed.toByteArray();
    }
}
