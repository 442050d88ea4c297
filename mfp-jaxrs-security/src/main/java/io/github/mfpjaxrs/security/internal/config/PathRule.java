package io.github.mfpjaxrs.security.internal.config;

import io.github.mfpjaxrs.security.RequiredScope;
import java.util.List;
import java.util.Set;

/**
 * The scope that requests to certain paths require, configured with the {@code mfp.protect.<name>.*} keys.
 *
 * @param name the key group's name
 * @param patterns paths relative to the application, without a trailing slash. {@code /a/b} matches only that path;
 *     {@code /a/*} matches {@code /a} and everything under it
 * @param scope the required scope
 * @param methods the HTTP methods listed in the rule; empty for all methods
 * @param openMethods the HTTP methods that require no token
 */
public record PathRule(
        String name, List<String> patterns, RequiredScope scope, Set<String> methods, Set<String> openMethods) {

    /** The prefix of all path rule keys. */
    static final String PREFIX = "mfp.protect.";

    /**
     * Returns one of this rule's keys.
     *
     * @param attribute the last part of the key, such as {@code paths}
     * @return the full key
     */
    public String key(String attribute) {
        return PREFIX + name + "." + attribute;
    }
}
