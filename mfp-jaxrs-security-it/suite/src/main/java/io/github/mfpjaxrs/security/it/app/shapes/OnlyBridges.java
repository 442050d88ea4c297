package io.github.mfpjaxrs.security.it.app.shapes;

/** A correct sub-resource that declares no methods itself (J13). */
public class OnlyBridges extends HiddenSub {}
