package io.github.mfpjaxrs.security.it.app.order;

import jakarta.enterprise.context.Dependent;

/** A bean to be injected. */
@Dependent
public class Stock {}
