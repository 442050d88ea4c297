package io.github.mfpjaxrs.security.internal.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;

/** Authenticates this application as a confidential client (RFC 6749 §2.3). Implementations are thread-safe. */
@FunctionalInterface
interface ClientAuthentication {

    /**
     * The credentials for one call.
     *
     * @param endpoint where the call goes
     */
    CallerCredentials at(URI endpoint);

    /** By the configured method. MobileFirst's token endpoint takes Basic, whatever its introspection endpoint takes. */
    static ClientAuthentication of(Settings settings, InstantSource clock) {
        Settings.Server server = settings.server();
        return switch (settings.introspection().authentication()) {
            case BEARER, BASIC -> basic(server, settings.introspection().isMobileFirst());
            case FORM -> form(server);
            case PRIVATE_KEY_JWT ->
                new PrivateKeyJwt(
                        server.clientId(), settings.introspection().signingKey().orElseThrow(), clock);
        };
    }

    /**
     * RFC 6749 §2.3.1 has id and secret form-encoded before they are put together. MobileFirst takes them as they are,
     * and its ids and secrets are plain ASCII.
     */
    private static ClientAuthentication basic(Settings.Server server, boolean verbatim) {
        String id = verbatim ? server.clientId() : encode(server.clientId());
        String secret = verbatim
                ? server.clientSecret().reveal()
                : encode(server.clientSecret().reveal());
        byte[] pair = (id + ":" + secret).getBytes(StandardCharsets.US_ASCII);
        CallerCredentials credentials =
                CallerCredentials.inHeader("Basic " + Base64.getEncoder().encodeToString(pair));
        return endpoint -> credentials;
    }

    private static ClientAuthentication form(Settings.Server server) {
        CallerCredentials credentials = CallerCredentials.inForm(Map.of(
                "client_id",
                server.clientId(),
                "client_secret",
                server.clientSecret().reveal()));
        return endpoint -> credentials;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
