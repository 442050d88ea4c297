package io.github.mfpjaxrs.security.internal.config;

import java.io.Serial;
import java.util.List;

/**
 * Thrown if the configuration or the placement of an annotation is invalid. This exception must stop the deployment.
 */
public final class ConfigurationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Reports all mistakes in one message.
     *
     * @param mistakes the mistakes, each of which names the key, the invalid value (never a secret) and the expected
     *     value
     */
    public ConfigurationException(List<String> mistakes) {
        super("mfp-jaxrs-security cannot start:\n  " + String.join("\n  ", mistakes));
    }
}
