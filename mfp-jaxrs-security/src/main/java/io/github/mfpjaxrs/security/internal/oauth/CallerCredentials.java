package io.github.mfpjaxrs.security.internal.oauth;

import java.util.Map;
import java.util.Optional;

/**
 * How this application shows the authorization server who it is, for one call.
 *
 * @param authorization the value of the Authorization header field, if that is the way
 * @param parameters form parameters, if that is the way
 */
public record CallerCredentials(Optional<String> authorization, Map<String, String> parameters) {

    /**
     * Copies the parameters.
     *
     * @param authorization the header field
     * @param parameters the form parameters
     */
    public CallerCredentials {
        parameters = Map.copyOf(parameters);
    }

    static CallerCredentials inHeader(String authorization) {
        return new CallerCredentials(Optional.of(authorization), Map.of());
    }

    static CallerCredentials inForm(Map<String, String> parameters) {
        return new CallerCredentials(Optional.empty(), parameters);
    }

    @Override
    public String toString() {
        return "CallerCredentials[redacted]";
    }
}
