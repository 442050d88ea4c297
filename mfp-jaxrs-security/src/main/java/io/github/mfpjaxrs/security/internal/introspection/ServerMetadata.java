package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.json.Claims;
import io.github.mfpjaxrs.security.internal.json.JsonReader;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Finds the endpoints in the server's metadata (RFC 8414) when they are first needed, and keeps them. The metadata must name
 * the configured issuer, and endpoints on its host: it cannot send tokens elsewhere. A location that has another document,
 * or none, is no reason to give up before the other one was looked at. Thread-safe.
 */
final class ServerMetadata implements EndpointSource {

    private final AuthorizationServer server;
    private final URI issuer;
    private final Duration patience;
    private final Duration pause;
    private final KnownEndpoints known;
    private final JsonReader json = new JsonReader();

    /**
     * @param server has the metadata
     * @param settings name the issuer, as the metadata must name it
     * @param known what has been found before
     */
    ServerMetadata(AuthorizationServer server, Settings settings, KnownEndpoints known) {
        this.server = server;
        this.issuer = settings.server().url();
        this.patience = settings.timeouts().total();
        this.pause = settings.guard().rejectionPause();
        this.known = known;
    }

    @Override
    public Endpoints get() {
        return known.get(this::discover, patience);
    }

    private Endpoints discover() {
        AuthorizationServerFailure trouble = null;
        for (URI location : locations()) {
            try {
                return read(server.metadata(location));
            } catch (AuthorizationServerFailure e) {
                if (isTheSameElsewhere(e)) {
                    throw e;
                }
                trouble = trouble == null ? e : graver(trouble, e);
            }
        }
        throw Objects.requireNonNull(trouble);
    }

    /** The other location is on the same host: what keeps us from one keeps us from both, and takes its time. */
    private static boolean isTheSameElsewhere(AuthorizationServerFailure trouble) {
        return switch (trouble.kind()) {
            case BAD_ANSWER, BROKEN_CONNECTION, SERVER_ERROR, CREDENTIALS_REJECTED -> false;
            default -> true;
        };
    }

    /**
     * What may pass is told before what a document has wrong in it, which stops the deployment: the location that failed may
     * have the right one. That is told before what is none, such as a 404, as it is nearer to what was meant.
     */
    private static AuthorizationServerFailure graver(AuthorizationServerFailure one, AuthorizationServerFailure other) {
        return gravity(other) > gravity(one) ? other : one;
    }

    private static int gravity(AuthorizationServerFailure trouble) {
        return switch (trouble.kind()) {
            case BROKEN_CONNECTION, SERVER_ERROR -> 2;
            case CREDENTIALS_REJECTED -> 1;
            default -> 0;
        };
    }

    /** RFC 8414 §3.1 puts the issuer's path at the end, OpenID Connect Discovery §4 at the beginning. */
    private List<URI> locations() {
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/$", "");
        return List.of(
                issuer.resolve("/.well-known/oauth-authorization-server" + path),
                Endpoints.below(issuer, ".well-known/openid-configuration"));
    }

    private Endpoints read(AuthorizationServer.Answer answer) {
        if (answer.status() != 200) {
            throw answer.trouble("metadata");
        }
        Claims metadata = new Claims(json.readObject(answer.json()));
        String named = metadata.strictText("issuer").orElseThrow(() -> wrong("names no issuer"));
        if (!named.equals(issuer.toString())) {
            throw wrong("names another issuer, '" + LogSafe.of(named) + "'");
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

    private AuthorizationServerFailure wrong(String what) {
        return new AuthorizationServerFailure(
                AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED,
                "configuration: mfp.introspection.discovery is true, and the metadata (RFC 8414) of"
                        + " mfp.authorization-server.url, which is " + issuer + ", " + what
                        + "; wanted is the issuer's url, letter by letter as the metadata names it",
                pause);
    }
}
