package io.github.mfpjaxrs.security.internal.config;

import java.util.Set;

/**
 * The keys that the library's extensions read. They are listed here so that misspelled keys are detected. An
 * extension itself reads only the correct key.
 */
final class ExtensionKeys {

    static final Set<String> ALL = Set.of(
            "mfp.analytics.allow-http",
            "mfp.analytics.batch-size",
            "mfp.analytics.buffer-size",
            "mfp.analytics.interval",
            "mfp.analytics.password",
            "mfp.analytics.server-address",
            "mfp.analytics.url",
            "mfp.analytics.user",
            "mfp.health.interval",
            "mfp.health.ready-before-first-success",
            "mfp.jcache.jndi",
            "mfp.jcache.name",
            "mfp.jcache.provider",
            "mfp.jcache.responses",
            "mfp.jcache.uri",
            "mfp.openapi.security-scheme",
            "mfp.revocations.per-second",
            "mfp.revocations.secret");

    private ExtensionKeys() {}
}
