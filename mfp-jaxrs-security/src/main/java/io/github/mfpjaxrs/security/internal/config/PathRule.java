package io.github.mfpjaxrs.security.internal.config;

import io.github.mfpjaxrs.security.RequiredScope;
import java.util.List;
import java.util.Set;

/**
 * The keys {@code mfp.protect.<name>.*}: what requests to some paths require.
 *
 * @param name the name of the group of keys
 * @param patterns the paths within the application: exact, as {@code /a/b}, or with all below, as {@code /a/*}. Without
 *     a trailing slash
 * @param scope the required scope
 * @param methods the HTTP methods that this rule is meant for; empty for all of them
 * @param openMethods the HTTP methods that need no token
 */
public record PathRule(
        String name, List<String> patterns, RequiredScope scope, Set<String> methods, Set<String> openMethods) {

    /** The first part of all keys of this kind. */
    static final String PREFIX = "mfp.protect.";

    /**
     * The name of a key of this rule.
     *
     * @param attribute the last part, such as {@code paths}
     * @return the whole key
     */
    public String key(String attribute) {
        return PREFIX + name + "." + attribute;
    }
}
