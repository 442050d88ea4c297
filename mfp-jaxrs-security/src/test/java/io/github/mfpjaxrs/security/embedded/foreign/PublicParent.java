package io.github.mfpjaxrs.security.embedded.foreign;

/** The public face of the methods of a class that is not public. */
public class PublicParent extends HiddenParent {}
