package io.github.mfpjaxrs.security.internal.config;

import java.io.Serial;
import java.util.List;

/** The configuration, or the placement of an annotation, is wrong. It must stop the deployment. */
public final class ConfigurationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * All mistakes in one message.
     *
     * @param mistakes each names its key, the bad value (never a secret) and what is wanted
     */
    public ConfigurationException(List<String> mistakes) {
        super("mfp-jaxrs-security cannot start:\n  " + String.join("\n  ", mistakes));
    }
}
