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
 * Discovers the endpoints from the server's metadata (RFC 8414) on first use and caches them. The metadata must name
 * the configured issuer and may name endpoints only on the issuer's host, so the metadata cannot redirect tokens to
 * another host. If one location serves no document or an unsuitable one, the other location is still tried.
 * Thread-safe.
 */
final class ServerMetadata implements EndpointSource {

    private final AuthorizationServer server;
    private final URI issuer;
    private final Duration pause;
    private final KnownEndpoints known;
    private final JsonReader json = new JsonReader();

    /**
     * @param server reads the metadata
     * @param settings contains the issuer exactly as the metadata must name it
     * @param known caches the discovered endpoints
     */
    ServerMetadata(AuthorizationServer server, Settings settings, KnownEndpoints known) {
        this.server = server;
        this.issuer = settings.server().url();
        this.pause = settings.guard().rejectionPause();
        this.known = known;
    }

    @Override
    public Endpoints get() {
        return known.get(this::discover);
    }

    private Endpoints discover() {
        AuthorizationServerFailure failure = null;
        for (URI location : locations()) {
            try {
                return read(server.metadata(location));
            } catch (AuthorizationServerFailure e) {
                if (affectsBothLocations(e)) {
                    throw e;
                }
                failure = failure == null ? e : graver(failure, e);
            }
        }
        throw Objects.requireNonNull(failure);
    }

    /**
     * Whether a failure would also occur at the other location. Both locations are on the same host, so if the host
     * cannot be reached, trying the other location would only take time.
     */
    private static boolean affectsBothLocations(AuthorizationServerFailure failure) {
        return switch (failure.kind()) {
            case BAD_ANSWER, BROKEN_CONNECTION, SERVER_ERROR, CREDENTIALS_REJECTED -> false;
            default -> true;
        };
    }

    /**
     * Returns the failure to report. A temporary failure takes precedence over invalid metadata, because the location
     * that failed might still serve valid metadata. Invalid metadata takes precedence over a response without
     * metadata, such as a 404, because the former is closer to what was intended.
     */
    private static AuthorizationServerFailure graver(AuthorizationServerFailure one, AuthorizationServerFailure other) {
        return gravity(other) > gravity(one) ? other : one;
    }

    private static int gravity(AuthorizationServerFailure failure) {
        return switch (failure.kind()) {
            case BROKEN_CONNECTION, SERVER_ERROR -> 2;
            case CREDENTIALS_REJECTED -> 1;
            default -> 0;
        };
    }

    /**
     * Returns the possible locations. RFC 8414 §3.1 appends the issuer's path to the well-known path, whereas OpenID
     * Connect Discovery §4 prepends it.
     */
    private List<URI> locations() {
        String path = issuer.getRawPath() == null ? "" : issuer.getRawPath().replaceAll("/$", "");
        return List.of(
                issuer.resolve("/.well-known/oauth-authorization-server" + path),
                Endpoints.below(issuer, ".well-known/openid-configuration"));
    }

    private Endpoints read(AuthorizationServer.Answer response) {
        if (response.status() != 200) {
            throw response.failure("metadata");
        }
        Claims metadata = new Claims(json.readObject(response.json()));
        String named = metadata.strictText("issuer").orElseThrow(() -> wrong("names no issuer"));
        if (!named.equals(issuer.toString())) {
            throw wrong("names another issuer, '" + LogSafe.escape(named) + "'");
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
        return AuthorizationServerFailure.credentialsRejected(
                "configuration: mfp.introspection.discovery is true, and the metadata (RFC 8414) of"
                        + " mfp.authorization-server.url, which is " + issuer + ", " + what
                        + "; set the issuer's url exactly as the metadata names it",
                pause);
    }
}
