package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.Authentication.Known;
import io.github.mfpjaxrs.security.testkit.Authentication.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Authenticates the registered confidential clients (RFC 6749, section 2.3.1). */
final class Clients {

    private final Client first;
    private final Map<String, Client> byId;

    Clients(List<Client> clients) {
        first = clients.get(0);
        byId = clients.stream().collect(Collectors.toUnmodifiableMap(Client::id, Function.identity()));
    }

    Client first() {
        return first;
    }

    /** Authenticates a client with HTTP Basic, the only method that MobileFirst's token endpoint supports. */
    Authentication authenticate(Request request) {
        Optional<String> credentials =
                request.credentials("Basic").map(Clients::decode).filter(decoded -> decoded.contains(":"));
        if (credentials.isEmpty()) {
            return Refused.NO_CREDENTIALS;
        }
        String decoded = credentials.get();
        int colon = decoded.indexOf(':');
        return authenticate(decoded.substring(0, colon), decoded.substring(colon + 1));
    }

    /**
     * Authenticates a client with HTTP Basic or, if there is no Authorization header, with form parameters (RFC 6749,
     * section 2.3.1).
     */
    Authentication authenticateByHeaderOrForm(Request request) {
        Form form = Form.of(request);
        Optional<String> id = form.single("client_id");
        Optional<String> secret = form.single("client_secret");
        return request.header("authorization").isEmpty() && id.isPresent() && secret.isPresent()
                ? authenticate(id.get(), secret.get())
                : authenticate(request);
    }

    private Authentication authenticate(String id, String secret) {
        Client client = byId.get(id);
        if (client == null) {
            return Refused.UNKNOWN_CLIENT;
        }
        return client.hasSecret(secret) ? new Known(client) : Refused.WRONG_SECRET;
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
