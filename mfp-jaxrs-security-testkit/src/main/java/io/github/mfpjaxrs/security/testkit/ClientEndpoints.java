package io.github.mfpjaxrs.security.testkit;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;

/** The endpoints that application SDKs call. Each refusal is logged with a reason. */
final class ClientEndpoints {

    private static final Logger LOG = System.getLogger("io.github.mfpjaxrs.security.testkit");
    private static final String SELF = "/registration/v1/self";

    private final String basePath;
    private final RegistrationEndpoint registration;
    private final PreauthorizationEndpoint preauthorization;
    private final AuthorizationEndpoint authorization;
    private final ClientAssertions assertions;
    private final Cors cors;

    ClientEndpoints(
            String basePath,
            RegistrationEndpoint registration,
            PreauthorizationEndpoint preauthorization,
            AuthorizationEndpoint authorization,
            ClientAssertions assertions,
            Cors cors) {
        this.basePath = basePath;
        this.registration = registration;
        this.preauthorization = preauthorization;
        this.authorization = authorization;
        this.assertions = assertions;
        this.cors = cors;
    }

    /**
     * Whether a request comes from an application SDK. For the token endpoint, the grant type decides, because resource
     * servers also call that endpoint.
     */
    boolean accept(Request request, Form form) {
        if (!request.path().startsWith(basePath)) {
            return false;
        }
        String path = request.path().substring(basePath.length());
        return switch (path) {
            case "/az/v1/token" ->
                form.single("grant_type").filter("authorization_code"::equals).isPresent()
                        || request.method().equals("OPTIONS");
            case "/az/v1/authorization", "/loguploader" -> true;
            default ->
                path.startsWith("/registration/v1/")
                        || path.startsWith("/preauth/v1/")
                        || path.startsWith(AuthorizationEndpoint.REDIRECT_PATH);
        };
    }

    Response answer(Request request, Form form) {
        return readable(request, request.method().equals("OPTIONS") ? preflight(request) : refusable(request, form));
    }

    Response readable(Request request, Response response) {
        return cors.expose(request, response);
    }

    private Response preflight(Request request) {
        request.header("origin")
                .filter(origin -> !cors.allows(origin))
                .ifPresent(origin -> LOG.log(
                        Level.INFO,
                        "{0} {1} refused: the origin {2} is not allowed",
                        request.method(),
                        request.path(),
                        Json.text(origin)));
        return cors.preflight(request);
    }

    private Response refusable(Request request, Form form) {
        try {
            return answered(request, form);
        } catch (ClientErrorException refused) {
            LOG.log(Level.INFO, "{0} {1} refused: {2}", request.method(), request.path(), refused.reason());
            return refused.response();
        }
    }

    private Response answered(Request request, Form form) throws ClientErrorException {
        String path = request.path().substring(basePath.length());
        String route = request.method() + " " + path;
        JsonObject input = input(request, form);
        return switch (route) {
            case "POST " + SELF -> registration.register(input);
            case "POST /preauth/v1/preauthorize" -> preauthorization.preauthorize(input);
            case "POST /preauth/v1/logout" -> preauthorization.logOut(input);
            case "POST /preauth/v1/heartbeat" -> heartbeat(input);
            case "POST /loguploader" -> Response.json(200, "{}");
            case "GET /az/v1/authorization" -> authorization.authorize(request, input);
            case "POST /az/v1/token" -> authorization.token(input);
            default -> withId(request.method(), path, input);
        };
    }

    private Response withId(String method, String path, JsonObject input) throws ClientErrorException {
        if (path.startsWith(SELF + "/")) {
            String clientId = path.substring(SELF.length() + 1);
            if (method.equals("PUT")) {
                return registration.update(clientId, input);
            }
            if (method.equals("GET")) {
                return registration.read(clientId, input);
            }
        }
        return method.equals("GET") && path.startsWith(AuthorizationEndpoint.REDIRECT_PATH)
                ? authorization.landing(input)
                : Response.empty(404);
    }

    private Response heartbeat(JsonObject input) throws ClientErrorException {
        assertions.verify(input);
        return Response.json(200, "{}");
    }

    /** Reads the input, which the SDKs send as JSON, a form or a query string. */
    private static JsonObject input(Request request, Form form) throws ClientErrorException {
        if (request.body().length == 0) {
            return JsonObject.of(Form.ofQuery(request));
        }
        if (!form.parameters().isEmpty()) {
            return JsonObject.of(form);
        }
        return JsonObject.read(new String(request.body(), StandardCharsets.UTF_8))
                .orElseThrow(() -> ClientErrorException.mobileFirst(
                        "INVALID_REQUEST", "the body is neither a form nor a JSON object"));
    }
}
