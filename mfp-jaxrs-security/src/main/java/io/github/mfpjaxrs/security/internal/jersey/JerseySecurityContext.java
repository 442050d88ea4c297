package io.github.mfpjaxrs.security.internal.jersey;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import io.github.mfpjaxrs.security.internal.runtime.CurrentCall;
import java.security.Principal;
import java.security.PrivilegedAction;
import java.util.Optional;
import org.glassfish.jersey.server.SubjectSecurityContext;
import org.jspecify.annotations.Nullable;

/**
 * The security context for an allowed request. Jersey calls resource methods through the request's security context,
 * regardless of the thread on which they run. This context can therefore provide the allowance to {@link CurrentCall}
 * on that thread. It is as thread-safe as the context that it wraps.
 */
public final class JerseySecurityContext implements MFPSecurityContext, SubjectSecurityContext {

    private final MFPSecurityContext context;
    private final Allowance allowance;

    /**
     * Wraps a security context.
     *
     * @param context the context to wrap
     * @param allowance the method that the request may call
     */
    public JerseySecurityContext(MFPSecurityContext context, Allowance allowance) {
        this.context = context;
        this.allowance = allowance;
    }

    @Override
    @SuppressWarnings("rawtypes") // Jersey's signature
    public Object doAsSubject(PrivilegedAction action) {
        return CurrentCall.with(allowance, action::run);
    }

    @Override
    public Optional<AccessToken> getAccessToken() {
        return context.getAccessToken();
    }

    @Override
    public MFPSecurityContext capture() {
        return context.capture();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return context.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String scopeElement) {
        return context.isUserInRole(scopeElement);
    }

    @Override
    public boolean isSecure() {
        return context.isSecure();
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return context.getAuthenticationScheme();
    }
}
