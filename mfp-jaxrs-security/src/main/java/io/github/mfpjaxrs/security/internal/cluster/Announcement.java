package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.internal.cache.Eviction;

/**
 * An eviction as instances announce it to each other.
 *
 * @param server the name of the authorization server whose responses it concerns
 * @param eviction what is evicted
 */
record Announcement(String server, Eviction eviction) {}
