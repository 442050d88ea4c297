package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.config.LogSafe;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code error} member of an error response (RFC 6749 §5.2). Used only as a hint in the operator's log. */
final class OAuthErrorCode {

    private static final int MAX_BYTES = 64 * 1_024;
    private static final int SEARCHED_BYTES = 1_024;
    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,64})\"");

    private OAuthErrorCode() {}

    /** Returns the error code; null if the response has no readable error code. */
    static @Nullable String read(Response response) {
        byte[] body = drain(response);
        if (response.getStatus() < 400 || response.getStatus() > 403) {
            return null;
        }
        Matcher matcher =
                ERROR.matcher(new String(body, 0, Math.min(body.length, SEARCHED_BYTES), StandardCharsets.UTF_8));
        return matcher.find() ? LogSafe.escape(matcher.group(1)) : null;
    }

    /**
     * Reads the response body up to a limit, regardless of the status. A connection with an unread body could not be
     * reused.
     */
    private static byte[] drain(Response response) {
        try (InputStream body = response.readEntity(InputStream.class)) {
            return body == null ? new byte[0] : body.readNBytes(MAX_BYTES);
        } catch (IOException | RuntimeException e) {
            // The error code is only a hint. The status is reported without it.
            return new byte[0];
        }
    }
}
