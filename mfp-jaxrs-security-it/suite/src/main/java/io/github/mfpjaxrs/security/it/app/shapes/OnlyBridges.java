package io.github.mfpjaxrs.security.it.app.shapes;

/** A sound sub-resource without a method of its own (J13). */
public class OnlyBridges extends HiddenSub {}
