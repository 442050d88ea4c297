package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessDecision.Refused;
import io.github.mfpjaxrs.security.internal.decision.RefusalMessages;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Creates the JAX-RS response to a refused request. */
final class RefusalResponse {

    private static final MediaType PROBLEM = MediaType.valueOf(RefusalMessages.PROBLEM);

    private final RefusalMessages messages;

    RefusalResponse(RefusalMessages messages) {
        this.messages = messages;
    }

    Response create(Refused refusal, List<MediaType> acceptable) {
        RefusalMessages.Message message =
                messages.create(refusal, acceptable.stream().anyMatch(RefusalResponse::acceptsProblem));
        Response.ResponseBuilder response = Response.status(message.status());
        message.headers().forEach(response::header);
        message.body().ifPresent(problem -> response.type(PROBLEM).entity(problem));
        return response.build();
    }

    private static boolean acceptsProblem(MediaType type) {
        return type.isCompatible(PROBLEM) || type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
