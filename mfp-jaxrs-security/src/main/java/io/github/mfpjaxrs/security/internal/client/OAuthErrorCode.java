package io.github.mfpjaxrs.security.internal.client;

import io.github.mfpjaxrs.security.internal.config.LogSafe;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The {@code error} member of a refusal (RFC 6749 §5.2): a hint for the operator's log, and for nothing else. */
final class OAuthErrorCode {

    private static final int LARGEST = 64 * 1_024;
    private static final int ENOUGH_BYTES = 1_024;
    private static final Pattern ERROR = Pattern.compile("\"error\"\\s*:\\s*\"([a-z_]{1,64})\"");

    private OAuthErrorCode() {}

    /** The error code, or null where there is none to be seen. */
    static @Nullable String error(Response response) {
        byte[] body = read(response);
        if (response.getStatus() < 400 || response.getStatus() > 403) {
            return null;
        }
        Matcher matcher =
                ERROR.matcher(new String(body, 0, Math.min(body.length, ENOUGH_BYTES), StandardCharsets.UTF_8));
        return matcher.find() ? LogSafe.escape(matcher.group(1)) : null;
    }

    /** To its end, whatever its status, or its connection could have no other request. */
    private static byte[] read(Response response) {
        try (InputStream body = response.readEntity(InputStream.class)) {
            return body == null ? new byte[0] : body.readNBytes(LARGEST);
        } catch (IOException | RuntimeException e) {
            // Without a hint the status alone is told.
            return new byte[0];
        }
    }
}
