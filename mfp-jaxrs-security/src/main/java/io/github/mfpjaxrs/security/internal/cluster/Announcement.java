package io.github.mfpjaxrs.security.internal.cluster;

import io.github.mfpjaxrs.security.internal.cache.Eviction;

/**
 * An eviction announced to other instances.
 *
 * @param server the name of the authorization server whose responses are evicted
 * @param eviction the eviction
 */
record Announcement(String server, Eviction eviction) {}
