package io.github.mfpjaxrs.security.it.app;

import jakarta.ws.rs.core.SecurityContext;

/** Describes a security context as text. */
public final class Callers {

    private Callers() {}

    static String describe(SecurityContext security) {
        return (security.getUserPrincipal() == null
                        ? "nobody"
                        : security.getUserPrincipal().getName())
                + " by " + security.getAuthenticationScheme() + ", accessRestricted "
                + security.isUserInRole("accessRestricted") + ", admin " + security.isUserInRole("admin") + ", secure "
                + security.isSecure();
    }
}
