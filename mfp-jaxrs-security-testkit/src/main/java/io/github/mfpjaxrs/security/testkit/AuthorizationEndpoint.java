package io.github.mfpjaxrs.security.testkit;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Authorizes registered clients with authorization codes (RFC 6749, section 4.1). */
final class AuthorizationEndpoint {

    static final String REDIRECT_PATH = "/az/v1/authorization/redirect/";

    /**
     * The Android SDK's redirect URIs. The host in these URIs does not exist, so the SDK never follows the redirect.
     */
    private static final Set<String> ANDROID = Set.of("https://mfpredirecturi", "http://mfpredirecturi");

    private final AppClients clients;
    private final ClientAssertions assertions;
    private final SecurityChecks checks;
    private final AuthorizationCodes codes;
    private final TokenStore tokens;
    private final Duration lifetime;
    private final Cors cors;
    private final InstantSource clock;

    AuthorizationEndpoint(
            AppClients clients,
            ClientAssertions assertions,
            SecurityChecks checks,
            AuthorizationCodes codes,
            TokenStore tokens,
            Duration lifetime,
            Cors cors,
            InstantSource clock) {
        this.clients = clients;
        this.assertions = assertions;
        this.checks = checks;
        this.codes = codes;
        this.tokens = tokens;
        this.lifetime = lifetime;
        this.cors = cors;
        this.clock = clock;
    }

    Response authorize(Request request, JsonObject input) throws ClientErrorException {
        AppClient client = clients.known(
                input.text("client_id").orElseThrow(() -> ClientErrorException.unknownClient("client_id is missing")));
        String redirectUri = input.text("redirect_uri")
                .filter(uri -> isOf(client, uri, request))
                .orElseThrow(() -> ClientErrorException.mobileFirst(
                        "INVALID_REDIRECT_URI", "redirect_uri is missing or not that of the client"));
        if (input.text("response_type").filter("code"::equals).isEmpty()) {
            return redirect(redirectUri, "error", "unsupported_response_type");
        }
        List<String> scope = PreauthorizationEndpoint.elements(input);
        Set<String> passed = client.logins(clock.instant()).keySet();
        if (!checks.required(scope).stream().allMatch(check -> passed.contains(check.name()))) {
            return redirect(redirectUri, "error", "access_denied");
        }
        client.authorized(Set.copyOf(scope));
        return redirect(redirectUri, "code", codes.issue(client.id(), redirectUri, String.join(" ", scope)));
    }

    /** Returns the response for the redirect URI. The web SDK reads the code from this response. */
    Response landing(JsonObject input) {
        Map<String, String> members = new LinkedHashMap<>();
        input.text("code").ifPresent(code -> members.put("code", code));
        input.text("error").ifPresent(error -> members.put("error", error));
        return Response.json(members.containsKey("code") ? 200 : 400, Json.texts(members));
    }

    Response token(JsonObject input) throws ClientErrorException {
        String code = input.text("code")
                .orElseThrow(() -> ClientErrorException.oauth("invalid_request", "the code is missing"));
        AppClient client = assertions.verifyFor(code, input);
        String scope =
                codes.redeem(code, client.id(), input.text("redirect_uri").orElse(""));
        Instant now = clock.instant();
        String token = liveToken(client, now);
        Instant expiresAt = tokens.find(token).map(IssuedToken::expiresAt).orElse(now);
        Map<String, String> members = new LinkedHashMap<>();
        members.put("access_token", Json.text(token));
        members.put("token_type", "\"Bearer\"");
        members.put("expires_in", Long.toString(Duration.between(now, expiresAt).toSeconds()));
        members.put("scope", Json.text(scope));
        return Response.json(200, Json.object(members));
    }

    /**
     * Returns the client's current token during the first half of the token's lifetime, and otherwise a new token. A
     * login extends the scope of the current token.
     */
    private String liveToken(AppClient client, Instant now) {
        Optional<String> current = client.token()
                .filter(token -> tokens.findActive(token)
                        .filter(issued -> issued.expiresAt().isAfter(now.plus(lifetime.dividedBy(2))))
                        .isPresent());
        if (current.isPresent()) {
            return current.get();
        }
        Grant grant = new ClientGrant(client, checks, clock, now, now.plus(lifetime));
        String issued = tokens.issue(null, new IssuedToken(grant, false, Fault.NONE));
        client.token(issued);
        return issued;
    }

    /**
     * Whether the URI is relative, on this server, on an allowed origin, or one of the Android SDK's. Codes are never
     * sent anywhere else.
     */
    private boolean isOf(AppClient client, String redirectUri, Request request) {
        if (ANDROID.contains(redirectUri)) {
            return true;
        }
        try {
            URI uri = URI.create(redirectUri);
            boolean landing = uri.getRawPath() != null && uri.getRawPath().endsWith(REDIRECT_PATH + client.id());
            if (!landing || uri.getRawQuery() != null || uri.getRawFragment() != null) {
                return false;
            }
            if (!uri.isAbsolute()) {
                return uri.getRawAuthority() == null && uri.getRawPath().startsWith("/");
            }
            return request.header("host")
                            .filter(host -> host.equals(uri.getRawAuthority()))
                            .isPresent()
                    || cors.allows(uri.getScheme() + "://" + uri.getRawAuthority());
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    private static Response redirect(String redirectUri, String name, String value) {
        String query = "?" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return Response.empty(302).with("Location", redirectUri + query).with("Cache-Control", "no-store");
    }
}
