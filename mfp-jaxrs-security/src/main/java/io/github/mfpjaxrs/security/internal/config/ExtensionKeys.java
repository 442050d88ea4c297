package io.github.mfpjaxrs.security.internal.config;

/**
 * The keys that the library's extensions read. They are listed here, so that a misspelt one is found although the
 * extension asks for another.
 */
final class ExtensionKeys {

    static final String[] ALL = {
        "mfp.health.interval", "mfp.health.ready-before-first-success",
    };

    private ExtensionKeys() {}
}
