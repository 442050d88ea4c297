package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.oauth.ServerTrouble;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;

/** Reads the body of an answer, as long as it is JSON, uncompressed, not large and not slow. Thread-safe. */
final class BoundedBody {

    private static final int LARGEST = 64 * 1_024;
    private static final int CHUNK = 4 * 1_024;

    private final long totalNanos;

    BoundedBody(Duration total) {
        this.totalNanos = total.toNanos();
    }

    byte[] read(Response response, long startedNanos) {
        requireJson(response);
        try (InputStream in = response.readEntity(InputStream.class)) {
            if (in == null) {
                throw bad("has no body");
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                body.write(chunk, 0, n);
                if (body.size() > LARGEST) {
                    throw bad("is larger than " + LARGEST + " bytes");
                }
                // A read timeout never fires on a server that sends a byte now and then.
                if (System.nanoTime() - startedNanos > totalNanos) {
                    throw new ServerTrouble(ServerTrouble.Kind.TIMEOUT, "the authorization server answers too slowly");
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            throw Failures.trouble(e);
        }
    }

    private static void requireJson(Response response) {
        MediaType type = response.getMediaType();
        boolean json = type != null
                && "application".equalsIgnoreCase(type.getType())
                && ("json".equalsIgnoreCase(type.getSubtype())
                        || type.getSubtype().toLowerCase(Locale.ROOT).endsWith("+json"));
        if (!json) {
            throw bad("is not application/json");
        }
        String encoding = response.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw bad("is compressed, which was not asked for");
        }
    }

    private static ServerTrouble bad(String what) {
        return new ServerTrouble(ServerTrouble.Kind.BAD_ANSWER, "the authorization server's answer " + what);
    }
}
