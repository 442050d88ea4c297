package io.github.mfpjaxrs.security.internal.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds the endpoints in the server's metadata (RFC 8414), when they are first needed, and keeps them. The metadata must
 * name the configured issuer, and endpoints on its host: it cannot send tokens elsewhere. Thread-safe.
 */
final class DiscoveredEndpoints implements EndpointSource {

    private final AuthorizationServer server;
    private final URI issuer;
    private final Duration pause;
    private final JsonReader json = new JsonReader();
    private final AtomicReference<@Nullable Endpoints> known = new AtomicReference<>();

    /**
     * @param issuer the issuer, as the metadata must name it
     * @param pause how long to leave a server alone whose metadata is wrong
     */
    DiscoveredEndpoints(AuthorizationServer server, URI issuer, Duration pause) {
        this.server = server;
        this.issuer = issuer;
        this.pause = pause;
    }

    @Override
    public Endpoints get() {
        Endpoints endpoints = known.get();
        if (endpoints == null) {
            endpoints = discover();
            known.set(endpoints);
        }
        return endpoints;
    }

    private Endpoints discover() {
        ServerTrouble trouble = null;
        for (URI location : locations()) {
            AuthorizationServer.Answer answer = server.metadata(location);
            if (answer.status() == 200) {
                return read(new Claims(json.readObject(answer.json())));
            }
            trouble = answer.trouble("metadata");
        }
        throw Objects.requireNonNull(trouble);
    }

    /** RFC 8414 §3.1 puts the issuer's path at the end, OpenID Connect Discovery §4 at the beginning. */
    private List<URI> locations() {
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/$", "");
        return List.of(
                issuer.resolve("/.well-known/oauth-authorization-server" + path),
                Endpoints.below(issuer, ".well-known/openid-configuration"));
    }

    private Endpoints read(Claims metadata) {
        if (!metadata.strictText("issuer").filter(issuer.toString()::equals).isPresent()) {
            throw wrong("does not name that url as its issuer");
        }
        return new Endpoints(endpoint(metadata, "token_endpoint"), endpoint(metadata, "introspection_endpoint"));
    }

    private URI endpoint(Claims metadata, String name) {
        String value = metadata.strictText(name).orElseThrow(() -> wrong("has no " + name));
        try {
            URI endpoint = URI.create(value);
            boolean sameServer = issuer.getScheme().equalsIgnoreCase(endpoint.getScheme())
                    && issuer.getHost().equalsIgnoreCase(String.valueOf(endpoint.getHost()))
                    && endpoint.getUserInfo() == null;
            if (sameServer) {
                return endpoint;
            }
        } catch (IllegalArgumentException e) {
            throw wrong("has a malformed " + name);
        }
        throw wrong("has its " + name + " on another host, or with another scheme");
    }

    private ServerTrouble wrong(String what) {
        return new ServerTrouble(
                ServerTrouble.Kind.CREDENTIALS_REJECTED,
                "configuration: mfp.introspection.discovery is true, and the metadata (RFC 8414) of"
                        + " mfp.authorization-server.url " + what,
                pause);
    }
}
