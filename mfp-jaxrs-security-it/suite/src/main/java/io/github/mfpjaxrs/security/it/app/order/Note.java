package io.github.mfpjaxrs.security.it.app.order;

/**
 * A request parameter whose value says where it is declared.
 *
 * @param place the value of the parameter
 */
public record Note(String place) {}
