package io.github.mfpjaxrs.security.it.app.order;

/**
 * A parameter of a request, which says where it is declared.
 *
 * @param place the value of the parameter
 */
public record Note(String place) {}
