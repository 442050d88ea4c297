package io.github.mfpjaxrs.security.servlet;

import io.github.mfpjaxrs.security.MFPSecurityContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A request whose user and roles come from the access token. Used only on the request thread. */
final class CallerRequest extends HttpServletRequestWrapper {

    private final MFPSecurityContext caller;

    CallerRequest(HttpServletRequest request, MFPSecurityContext caller) {
        super(request);
        this.caller = caller;
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return caller.getUserPrincipal();
    }

    @Override
    public @Nullable String getRemoteUser() {
        Principal user = caller.getUserPrincipal();
        return user == null ? null : user.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        return caller.isUserInRole(role);
    }

    @Override
    public @Nullable String getAuthType() {
        return caller.getAuthenticationScheme();
    }
}
