package io.github.mfpjaxrs.security.openapi;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes the library's refusals, with their statuses, header fields and problem documents (RFC 9457). Immutable. */
final class RefusalResponses {

    private static final String PROBLEM = "MFPProblem";
    private static final String UNAUTHORIZED = "MFPUnauthorized";
    private static final String UNAVAILABLE = "MFPUnavailable";

    private final boolean withBody;

    /** @param withBody whether refusals have problem documents as their bodies */
    RefusalResponses(boolean withBody) {
        this.withBody = withBody;
    }

    /**
     * Adds the refusals for an operation that requires a token. There are several scopes if the operation's methods
     * require different ones.
     */
    void addTo(OpenAPI document, Operation operation, List<RequiredScope> scopes) {
        APIResponses responses = responses(operation);
        Components components = components(document);
        if (!responses.hasAPIResponse("401")) {
            addShared(components, UNAUTHORIZED, unauthorized(components));
            responses.addAPIResponse("401", OASFactory.createAPIResponse().ref(UNAUTHORIZED));
        }
        if (!responses.hasAPIResponse("403")) {
            responses.addAPIResponse("403", forbidden(components, scopes));
        }
        if (!responses.hasAPIResponse("503")) {
            addShared(components, UNAVAILABLE, unavailable(components));
            responses.addAPIResponse("503", OASFactory.createAPIResponse().ref(UNAVAILABLE));
        }
    }

    /** Adds the refusal for an operation to which no token grants access. */
    void addClosedTo(OpenAPI document, Operation operation) {
        APIResponses responses = responses(operation);
        if (!responses.hasAPIResponse("403")) {
            responses.addAPIResponse(
                    "403", response("The operation is closed, whatever the access token.", components(document)));
        }
    }

    private APIResponse unauthorized(Components components) {
        return response("The access token is missing or not valid.", components)
                .addHeader(
                        "WWW-Authenticate",
                        header("A challenge of the scheme Bearer (RFC 6750), with error=\"invalid_token\" if a token"
                                + " was sent"));
    }

    private APIResponse forbidden(Components components, List<RequiredScope> scopes) {
        return response("The access token was not granted the required scope" + described(scopes) + ".", components)
                .addHeader(
                        "WWW-Authenticate",
                        header("A challenge of the scheme Bearer (RFC 6750) with error=\"insufficient_scope\" and the"
                                + " scope to request"));
    }

    private APIResponse unavailable(Components components) {
        return response("The access token cannot be validated at the moment.", components)
                .addHeader("Retry-After", header("The number of seconds after which a request may succeed"));
    }

    private static String described(List<RequiredScope> scopes) {
        String described = scopes.stream()
                .filter(scope -> !scope.elements().isEmpty())
                .map(RefusalResponses::described)
                .distinct()
                .collect(Collectors.joining(", or "));
        return described.isEmpty() ? "" : ": " + described;
    }

    private static String described(RequiredScope scope) {
        boolean isAny = scope.match() == ScopeMatch.ANY && scope.elements().size() > 1;
        return (isAny ? "one of " : "")
                + scope.elements().stream().map(element -> "`" + element + "`").collect(Collectors.joining(" "));
    }

    private APIResponse response(String description, Components components) {
        APIResponse response = OASFactory.createAPIResponse().description(description);
        if (withBody) {
            addProblem(components);
            response.setContent(OASFactory.createContent()
                    .addMediaType(
                            "application/problem+json",
                            OASFactory.createMediaType()
                                    .schema(OASFactory.createSchema().ref(PROBLEM))));
        }
        return response;
    }

    private static Header header(String description) {
        return OASFactory.createHeader()
                .description(description)
                .schema(SchemaType.STRING.of(OASFactory.createSchema()));
    }

    private static void addProblem(Components components) {
        if (components.getSchemas() == null || !components.getSchemas().containsKey(PROBLEM)) {
            components.addSchema(
                    PROBLEM,
                    SchemaType.OBJECT
                            .of(OASFactory.createSchema().description("A problem document (RFC 9457)"))
                            .addProperty("type", property(SchemaType.STRING, "about:blank"))
                            .addProperty("title", property(SchemaType.STRING, "The phrase of the status"))
                            .addProperty("status", property(SchemaType.INTEGER, "The HTTP status code"))
                            .addProperty("detail", property(SchemaType.STRING, "The reason for the refusal")));
        }
    }

    private static Schema property(SchemaType type, String description) {
        return type.of(OASFactory.createSchema().description(description));
    }

    private static void addShared(Components components, String name, APIResponse response) {
        if (components.getResponses() == null || !components.getResponses().containsKey(name)) {
            components.addResponse(name, response);
        }
    }

    private static APIResponses responses(Operation operation) {
        APIResponses responses = operation.getResponses();
        if (responses == null) {
            responses = OASFactory.createAPIResponses();
            operation.setResponses(responses);
        }
        return responses;
    }

    private static Components components(OpenAPI document) {
        Components components = document.getComponents();
        if (components == null) {
            components = OASFactory.createComponents();
            document.setComponents(components);
        }
        return components;
    }
}
