package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import java.security.Principal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A caller. Immutable; safe for any thread and after the request when {@linkplain #capture() captured}, for only then it
 * knows by itself whether the request was secure.
 */
public final class TokenSecurityContext implements MFPSecurityContext {

    private static final TokenSecurityContext ANONYMOUS =
            new TokenSecurityContext(MFPSecurityContext.anonymous(), () -> false);

    private final MFPSecurityContext bearer;
    private final BooleanSupplier secure;

    private TokenSecurityContext(MFPSecurityContext bearer, BooleanSupplier secure) {
        this.bearer = bearer;
        this.secure = secure;
    }

    public static TokenSecurityContext anonymous() {
        return ANONYMOUS;
    }

    /**
     * @param secure asks the request, which some runtimes have to think about; few resources want to know
     */
    static TokenSecurityContext of(AccessToken token, BooleanSupplier secure) {
        return new TokenSecurityContext(MFPSecurityContext.of(token), secure);
    }

    @Override
    public Optional<AccessToken> getAccessToken() {
        return bearer.getAccessToken();
    }

    @Override
    public MFPSecurityContext capture() {
        boolean answer = secure.getAsBoolean();
        return new TokenSecurityContext(bearer, () -> answer);
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
