package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.internal.config.Settings;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Creates the response to a refused request. Its body is an RFC 9457 problem document with constant text, or empty.
 */
public final class RefusalResponse {

    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    private final boolean withBody;

    public RefusalResponse(Settings.ErrorBody body) {
        this.withBody = body == Settings.ErrorBody.PROBLEM;
    }

    Response create(Refused refusal, List<MediaType> acceptable) {
        Response.ResponseBuilder response =
                Response.status(refusal.status()).header(HttpHeaders.CACHE_CONTROL, "no-store");
        refusal.headers().forEach(response::header);
        // The MobileFirst SDK expects the response to a conflict to have the header field and no body.
        if (withBody
                && refusal.reason() != Reason.CONFLICT
                && acceptable.stream().anyMatch(RefusalResponse::acceptsProblem)) {
            response.type(PROBLEM).entity(problem(refusal));
        }
        return response.build();
    }

    private static boolean acceptsProblem(MediaType type) {
        return type.isCompatible(PROBLEM) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    private static String problem(Refused refusal) {
        return "{\"type\":\"about:blank\",\"title\":\"" + title(refusal.status()) + "\",\"status\":" + refusal.status()
                + ",\"detail\":\"" + detail(refusal.reason()) + "\"}";
    }

    private static String title(int status) {
        return Response.Status.fromStatusCode(status).getReasonPhrase();
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
        };
    }
}
