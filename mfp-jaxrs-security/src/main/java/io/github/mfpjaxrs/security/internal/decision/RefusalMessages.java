package io.github.mfpjaxrs.security.internal.decision;

import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.internal.config.Settings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Creates responses to refused requests, independently of any runtime's API. The body is empty or an RFC 9457 problem
 * document with constant text.
 */
public final class RefusalMessages {

    /** The body's media type. */
    public static final String PROBLEM = "application/problem+json";

    private final boolean withBody;

    /** @param body whether responses have a body */
    public RefusalMessages(Settings.ErrorBody body) {
        this.withBody = body == Settings.ErrorBody.PROBLEM;
    }

    /**
     * A response to a refused request.
     *
     * @param status the HTTP status
     * @param headers all header fields except those that describe the body
     * @param body the problem document in ASCII, or empty if there is no body
     */
    public record Message(int status, Map<String, String> headers, Optional<String> body) {}

    /**
     * Creates the response to a refused request.
     *
     * @param acceptsProblem whether the client accepts {@link #PROBLEM} or {@code application/json}
     */
    public Message create(Refused refusal, boolean acceptsProblem) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.putAll(refusal.headers());
        // The MobileFirst SDK expects a conflict response to have only the header field and no body.
        boolean hasBody = withBody && acceptsProblem && refusal.reason() != Reason.CONFLICT;
        return new Message(refusal.status(), headers, hasBody ? Optional.of(problem(refusal)) : Optional.empty());
    }

    private static String problem(Refused refusal) {
        return "{\"type\":\"about:blank\",\"title\":\"" + title(refusal.status()) + "\",\"status\":" + refusal.status()
                + ",\"detail\":\"" + detail(refusal.reason()) + "\"}";
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 409 -> "Conflict";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> throw new IllegalArgumentException("no refusal has the status " + status);
        };
    }

    private static String detail(Reason reason) {
        return switch (reason) {
            case MISSING_TOKEN -> "An access token is required.";
            case INVALID_REQUEST -> "The request has more than one Authorization header field.";
            case INVALID_TOKEN -> "The access token is not valid.";
            case INSUFFICIENT_SCOPE -> "The access token was not granted the required scope.";
            case DEVICE_BLOCKED -> "The device may not access this resource.";
            case DENIED -> "The resource is closed.";
            case CONFLICT -> "The request must be sent again.";
            case UNAVAILABLE -> "The access token cannot be validated at the moment.";
            case UNRESOLVED_PROTECTION -> "The resource is not available.";
            case AMBIGUOUS_PATH -> "The path of the request is ambiguous.";
        };
    }
}
