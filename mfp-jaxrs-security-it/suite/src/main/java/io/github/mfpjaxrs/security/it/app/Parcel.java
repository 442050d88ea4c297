package io.github.mfpjaxrs.security.it.app;

/**
 * A request body that {@link ParcelReader} reads and counts.
 *
 * @param content the body
 */
public record Parcel(String content) {}
