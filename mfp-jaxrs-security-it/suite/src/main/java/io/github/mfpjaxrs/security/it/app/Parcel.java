package io.github.mfpjaxrs.security.it.app;

/**
 * A request body whose reads are counted.
 *
 * @param content the body
 */
public record Parcel(String content) {}
