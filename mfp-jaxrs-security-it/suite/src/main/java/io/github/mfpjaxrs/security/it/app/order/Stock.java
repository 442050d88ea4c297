package io.github.mfpjaxrs.security.it.app.order;

import jakarta.enterprise.context.Dependent;

/** A bean that is injected into a resource. */
@Dependent
public class Stock {}
