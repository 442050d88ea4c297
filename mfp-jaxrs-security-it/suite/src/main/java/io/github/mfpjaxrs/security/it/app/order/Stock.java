package io.github.mfpjaxrs.security.it.app.order;

import jakarta.enterprise.context.Dependent;

/** To be injected. */
@Dependent
public class Stock {}
