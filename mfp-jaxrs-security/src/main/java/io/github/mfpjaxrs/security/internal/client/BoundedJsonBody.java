package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Reads a response body. Rejects bodies that are not JSON, are compressed, exceed 64 KiB or arrive too slowly.
 * Thread-safe.
 */
final class BoundedJsonBody {

    private static final int LARGEST = 64 * 1_024;
    private static final int CHUNK = 4 * 1_024;

    /**
     * A JSON media type (RFC 9110 §8.3.1). It is parsed here because each runtime fails differently on a malformed
     * one.
     */
    private static final Pattern JSON = Pattern.compile(
            "application/(?:[!#$%&'*+.^_`|~0-9a-z-]+\\+)?json"
                    + "(?:[ \\t]*;[ \\t]*(?:[!#$%&'*+.^_`|~0-9a-z-]+=(?:[!#$%&'*+.^_`|~0-9a-z-]+|\"(?:[^\"\\\\]|\\\\.)*\"))?)*[ \\t]*",
            Pattern.CASE_INSENSITIVE);

    private final Duration total;

    BoundedJsonBody(Duration total) {
        this.total = total;
    }

    byte[] read(Response response) {
        requireJson(response);
        try (InputStream in = response.readEntity(InputStream.class)) {
            if (in == null) {
                throw badResponse("has no body");
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream(CHUNK);
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                body.write(chunk, 0, n);
                if (body.size() > LARGEST) {
                    throw badResponse("is larger than " + LARGEST + " bytes");
                }
                // A read timeout never fires if the server keeps sending single bytes.
                if (ExchangeDeadline.leftNanos(total) <= 0) {
                    throw AuthorizationServerFailure.timeout("the authorization server responds too slowly");
                }
            }
            return body.toByteArray();
        } catch (IOException e) {
            throw ExceptionClassifier.classify(e);
        }
    }

    private static void requireJson(Response response) {
        String type = response.getHeaderString(HttpHeaders.CONTENT_TYPE);
        if (type == null || !JSON.matcher(type).matches()) {
            throw badResponse("is not application/json");
        }
        String encoding = response.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw badResponse("is compressed although no compression was requested");
        }
    }

    private static AuthorizationServerFailure badResponse(String problem) {
        return AuthorizationServerFailure.invalidResponse("the authorization server's answer " + problem);
    }
}
