package io.github.mfpjaxrs.security.internal.server;

import java.util.Map;
import java.util.Optional;

/**
 * How this application shows the authorization server who it is, for one call.
 *
 * @param authorization the value of the Authorization header field, if that is the way
 * @param parameters form parameters, if that is the way
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
        return "CallerCredentials[redacted]";
    }
}
