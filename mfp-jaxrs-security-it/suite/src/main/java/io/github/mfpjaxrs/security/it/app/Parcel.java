package io.github.mfpjaxrs.security.it.app;

/**
 * A request body whose reader is counted.
 *
 * @param content the body
 */
public record Parcel(String content) {}
