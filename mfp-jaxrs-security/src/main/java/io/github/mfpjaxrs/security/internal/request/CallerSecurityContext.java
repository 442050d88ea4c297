package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A caller's immutable security context. Only a {@linkplain #capture() captured} instance may be used on other
 * threads or after the request, because other instances read from the request whether it is secure.
 */
final class CallerSecurityContext implements MFPSecurityContext {

    private static final CallerSecurityContext ANONYMOUS =
            new CallerSecurityContext(MFPSecurityContext.anonymous(), () -> false);

    private final MFPSecurityContext bearer;
    private final BooleanSupplier secure;

    private CallerSecurityContext(MFPSecurityContext bearer, BooleanSupplier secure) {
        this.bearer = bearer;
        this.secure = secure;
    }

    static CallerSecurityContext anonymous() {
        return ANONYMOUS;
    }

    /**
     * @param secure returns whether the request is secure; evaluated lazily, because the check is expensive on some
     *     runtimes and rarely needed
     */
    static CallerSecurityContext of(AccessToken token, BooleanSupplier secure) {
        return new CallerSecurityContext(MFPSecurityContext.of(token), secure);
    }

    @Override
    public Optional<AccessToken> getAccessToken() {
        return bearer.getAccessToken();
    }

    @Override
    public MFPSecurityContext capture() {
        boolean isSecure = secure.getAsBoolean();
        return new CallerSecurityContext(bearer, () -> isSecure);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return bearer.getUserPrincipal();
    }

    @Override
    public boolean isUserInRole(String scopeElement) {
        return bearer.isUserInRole(scopeElement);
    }

    @Override
    public boolean isSecure() {
        return secure.getAsBoolean();
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return bearer.getAuthenticationScheme();
    }
}
