package io.github.mfpjaxrs.security.internal.oauth;

import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;

/**
 * Introspects as RFC 7662 §2.1 has it for most servers: with the client's own credentials on each call. Thread-safe.
 */
final class StandardIntrospector implements TokenIntrospector {

    private final AuthorizationServer server;
    private final EndpointSource endpoints;
    private final ClientAuthentication authentication;
    private final IntrospectionReader reader = new IntrospectionReader();
    private final Duration rejectionPause;

    StandardIntrospector(
            AuthorizationServer server,
            EndpointSource endpoints,
            ClientAuthentication authentication,
            Duration rejectionPause) {
        this.server = server;
        this.endpoints = endpoints;
        this.authentication = authentication;
        this.rejectionPause = rejectionPause;
    }

    @Override
    public IntrospectionResult introspect(String accessToken) {
        Endpoints known = endpoints.get();
        AuthorizationServer.Answer answer =
                server.introspect(known.introspection(), authentication.at(known.introspection()), accessToken);
        if (answer.status() == 200) {
            return reader.read(answer.json());
        }
        if (answer.rejectsCaller()
                || answer.error().filter("invalid_client"::equals).isPresent()) {
            throw new ServerTrouble(
                    ServerTrouble.Kind.CREDENTIALS_REJECTED,
                    "configuration: the introspection endpoint answered " + answer.status()
                            + "; check mfp.client-id, mfp.client-secret and mfp.introspection.authentication",
                    rejectionPause);
        }
        throw answer.trouble("introspection");
    }
}
