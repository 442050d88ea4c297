package io.github.mfpjaxrs.security;

/** How many of the required scope elements an access token must have been granted. */
public enum ScopeMatch {
    /** Every element. This is both MobileFirst's rule and the default. */
    ALL,
    /** At least one element. */
    ANY
}
