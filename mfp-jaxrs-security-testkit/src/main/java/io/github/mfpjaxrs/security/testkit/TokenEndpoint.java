package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.Authentication.Known;
import io.github.mfpjaxrs.security.testkit.Authentication.Refused;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issues tokens to confidential clients (RFC 6749, section 4.4). */
final class TokenEndpoint {

    private final Clients clients;
    private final TokenStore tokens;
    private final Duration lifetime;

    TokenEndpoint(Clients clients, TokenStore tokens, Duration lifetime) {
        this.clients = clients;
        this.tokens = tokens;
        this.lifetime = lifetime;
    }

    Response answer(Request request, Form form) {
        Authentication caller = clients.authenticate(request);
        if (caller == Refused.UNKNOWN_CLIENT) {
            return Response.error(400, "invalid_client");
        }
        if (!(caller instanceof Known known)) {
            return Response.error(401, "invalid_client").with("WWW-Authenticate", "Basic realm=\"mobilefirst\"");
        }
        Optional<String> grantType = form.single("grant_type");
        if (grantType.isEmpty()) {
            return Response.error(400, "invalid_request");
        }
        if (!grantType.get().equals("client_credentials")) {
            return Response.error(400, "unsupported_grant_type");
        }
        String scope = form.single("scope").orElse("").trim();
        List<String> elements = List.of(scope.split(" +"));
        if (!elements.stream().allMatch(known.client()::mayHave)) {
            return Response.error(400, "invalid_scope");
        }
        return grant(known.client(), String.join(" ", elements));
    }

    private Response grant(Client client, String scope) {
        Instant now = tokens.now();
        TokenDetails details =
                new TokenDetails(scope, client.id(), null, null, null, Map.of(), Map.of(), now, now.plus(lifetime));
        Map<String, String> members = new LinkedHashMap<>();
        members.put(
                "access_token",
                Json.text(tokens.issue(null, new IssuedToken(new FixedGrant(details), true, Fault.NONE))));
        members.put("token_type", "\"Bearer\"");
        members.put("expires_in", Long.toString(lifetime.toSeconds()));
        members.put("scope", Json.text(scope));
        return Response.json(200, Json.object(members));
    }
}
