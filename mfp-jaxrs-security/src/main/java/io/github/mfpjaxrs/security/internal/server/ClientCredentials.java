package io.github.mfpjaxrs.security.internal.server;

import java.util.Map;
import java.util.Optional;

/**
 * The credentials with which this service authenticates to the authorization server in one request.
 *
 * @param authorization the value of the Authorization header field, if the authentication method uses it
 * @param parameters the form parameters, if the authentication method uses them
 */
public record ClientCredentials(Optional<String> authorization, Map<String, String> parameters) {

    /**
     * Copies the parameters.
     *
     * @param authorization the header field
     * @param parameters the form parameters
     */
    public ClientCredentials {
        parameters = Map.copyOf(parameters);
    }

    public static ClientCredentials inHeader(String authorization) {
        return new ClientCredentials(Optional.of(authorization), Map.of());
    }

    public static ClientCredentials inForm(Map<String, String> parameters) {
        return new ClientCredentials(Optional.empty(), parameters);
    }

    @Override
    public String toString() {
        return "ClientCredentials[redacted]";
    }
}
