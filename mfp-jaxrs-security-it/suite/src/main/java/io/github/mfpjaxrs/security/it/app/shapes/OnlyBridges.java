package io.github.mfpjaxrs.security.it.app.shapes;

/** A correct sub-resource that itself declares no methods (J13). */
public class OnlyBridges extends HiddenSub {}
