package io.github.mfpjaxrs.security.testkit;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Maps requests to endpoints. Paths must match exactly, so a double slash results in a 404. */
final class Endpoints {

    private static final Reply NOT_FOUND = Reply.of(Response.empty(404));
    private static final Reply NOT_POST = Reply.of(Response.empty(405).with("Allow", "POST"));

    private final Map<String, Endpoint> paths;
    private final TokenEndpoint token;
    private final IntrospectionEndpoint introspection;
    private final ClientEndpoints clients;
    private final Supplier<Optional<URI>> console;

    Endpoints(
            String basePath,
            TokenEndpoint token,
            IntrospectionEndpoint introspection,
            ClientEndpoints clients,
            Supplier<Optional<URI>> console) {
        this.paths = Map.of(
                basePath + "/az/v1/token", Endpoint.TOKEN, basePath + "/az/v1/introspection", Endpoint.INTROSPECTION);
        this.token = token;
        this.introspection = introspection;
        this.clients = clients;
        this.console = console;
    }

    Endpoint endpointOf(Request request, Form form) {
        if (clients.accept(request, form)) {
            return Endpoint.CLIENT;
        }
        return paths.getOrDefault(request.path(), Endpoint.ANY);
    }

    Reply answer(Endpoint endpoint, Request request, Form form) {
        if (endpoint == Endpoint.ANY) {
            return request.path().equals("/") ? root() : NOT_FOUND;
        }
        if (endpoint == Endpoint.CLIENT) {
            return Reply.of(clients.answer(request, form));
        }
        if (!request.method().equals("POST")) {
            return NOT_POST;
        }
        return endpoint == Endpoint.TOKEN ? Reply.of(token.answer(request, form)) : introspection.answer(request, form);
    }

    /**
     * Whether the request is a CORS preflight request. Except for black holes, faults do not affect preflight requests.
     */
    boolean isPreflight(Endpoint endpoint, Request request) {
        return endpoint == Endpoint.CLIENT && request.method().equals("OPTIONS");
    }

    /** Adds the header fields that allow a page from another origin to read the response. */
    Response readable(Endpoint endpoint, Request request, Response response) {
        return endpoint == Endpoint.CLIENT ? clients.readable(request, response) : response;
    }

    /** Redirects browsers that open the server's root to the console, which has its own port. */
    private Reply root() {
        return console.get()
                .map(url -> Reply.of(Response.empty(302).with("Location", url.toString())))
                .orElse(NOT_FOUND);
    }
}
