package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.internal.runtime.Allowance;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Typed;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The current request's caller. The bean types are restricted because a bean of type {@code SecurityContext} would
 * clash with the bean that some runtimes provide. The class is not final and has a no-arg constructor so that CDI can
 * create a client proxy.
 */
@RequestScoped
@Typed({MFPSecurityContext.class, RequestSecurityContext.class})
public class RequestSecurityContext implements MFPSecurityContext {

    private CallerSecurityContext caller = CallerSecurityContext.anonymous();
    private @Nullable Allowance allowance;

    public void set(CallerSecurityContext authenticated, @Nullable Allowance allowed) {
        caller = authenticated;
        allowance = allowed;
    }

    void reset() {
        caller = CallerSecurityContext.anonymous();
        allowance = null;
    }

    @Nullable
    Allowance allowance() {
        return allowance;
    }

    @Override
    public Optional<AccessToken> getAccessToken() {
        return caller.getAccessToken();
    }

    @Override
    public MFPSecurityContext capture() {
        return caller.capture();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return caller.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String scopeElement) {
        return caller.isUserInRole(scopeElement);
    }

    @Override
    public boolean isSecure() {
        return caller.isSecure();
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return caller.getAuthenticationScheme();
    }
}
