package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.regex.Pattern;

/** Reads the body of an answer, as long as it is JSON, uncompressed, not large and not slow. Thread-safe. */
final class BoundedJsonBody {

    private static final int LARGEST = 64 * 1_024;
    private static final int CHUNK = 4 * 1_024;

    /** RFC 9110 §8.3.1, read here since runtimes fail each in its own way on what is malformed. */
    private static final Pattern JSON = Pattern.compile(
            "application/(?:[!#$%&'*+.^_`|~0-9a-z-]+\\+)?json"
                    + "(?:[ \\t]*;[ \\t]*(?:[!#$%&'*+.^_`|~0-9a-z-]+=(?:[!#$%&'*+.^_`|~0-9a-z-]+|\"(?:[^\"\\\\]|\\\\.)*\"))?)*[ \\t]*",
            Pattern.CASE_INSENSITIVE);

    private final long totalNanos;

    BoundedJsonBody(Duration total) {
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
                    throw AuthorizationServerFailure.timeout("the authorization server answers too slowly");
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            throw FailureClassifier.classify(e);
        }
    }

    private static void requireJson(Response response) {
        String type = response.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type == null || !JSON.matcher(type).matches()) {
            throw bad("is not application/json");
        }
        String encoding = response.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw bad("is compressed, which was not asked for");
        }
    }

    private static AuthorizationServerFailure bad(String what) {
        return AuthorizationServerFailure.invalidResponse("the authorization server's answer " + what);
    }
}
