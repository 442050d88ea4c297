package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** Authenticates this service as a confidential client (RFC 6749 §2.3). Implementations are thread-safe. */
interface ClientAuthentication {

    /**
     * Returns the credentials for a request.
     *
     * @param endpoint the URL to which the request is sent
     */
    ClientCredentials credentialsFor(URI endpoint);

    /**
     * Returns advice for the operator, or an empty string. The advice is appended to the message that reports
     * rejected credentials.
     */
    default String advice() {
        return "";
    }

    /**
     * Creates the configured authentication method. MobileFirst's token endpoint accepts Basic authentication,
     * regardless of the method used at its introspection endpoint.
     */
    static ClientAuthentication configured(Settings settings, EndpointSource endpoints, InstantSource clock) {
        Settings.Server server = settings.server();
        Settings.Introspection introspection = settings.introspection();
        return switch (introspection.authentication()) {
            case BEARER -> ClientSecretBasic.of(server, introspection.isMobileFirst(), "");
            case BASIC -> ClientSecretBasic.of(server, false, ClientSecretBasic.TRY_FORM);
            case FORM -> form(server);
            case PRIVATE_KEY_JWT ->
                new PrivateKeyJwt(
                        server.clientId(),
                        introspection.signingKey().orElseThrow(),
                        audience(settings, endpoints),
                        clock);
        };
    }

    private static Supplier<String> audience(Settings settings, EndpointSource endpoints) {
        return switch (settings.introspection().assertionAudience()) {
            case ISSUER -> settings::issuer;
            case TOKEN_ENDPOINT -> () -> endpoints.get().token().toString();
            case INTROSPECTION_ENDPOINT -> () -> endpoints.get().introspection().toString();
        };
    }

    private static ClientAuthentication form(Settings.Server server) {
        ClientCredentials credentials = ClientCredentials.inForm(Map.of(
                "client_id",
                server.clientId(),
                "client_secret",
                server.clientSecret().reveal()));
        return endpoint -> credentials;
    }
}
