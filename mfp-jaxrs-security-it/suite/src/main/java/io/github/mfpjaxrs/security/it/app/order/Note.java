package io.github.mfpjaxrs.security.it.app.order;

/**
 * A request parameter whose value states where the parameter is declared.
 *
 * @param place the parameter's value
 */
public record Note(String place) {}
