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
final class TokenSecurityContext implements MFPSecurityContext {

    private static final String BEARER = "Bearer";
    private static final TokenSecurityContext ANONYMOUS = new TokenSecurityContext(Optional.empty(), () -> false);

    private final Optional<AccessToken> token;
    private final BooleanSupplier secure;

    private TokenSecurityContext(Optional<AccessToken> token, BooleanSupplier secure) {
        this.token = token;
        this.secure = secure;
    }

    static TokenSecurityContext anonymous() {
        return ANONYMOUS;
    }

    /**
     * @param secure asks the request, which some runtimes have to think about; few resources want to know
     */
    static TokenSecurityContext of(AccessToken token, BooleanSupplier secure) {
        return new TokenSecurityContext(Optional.of(token), secure);
    }

    @Override
    public Optional<AccessToken> getAccessToken() {
        return token;
    }

    @Override
    public MFPSecurityContext capture() {
        boolean answer = secure.getAsBoolean();
        return new TokenSecurityContext(token, () -> answer);
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        return token.flatMap(AccessToken::userName).map(UserPrincipal::new).orElse(null);
    }

    @Override
    public boolean isUserInRole(String scopeElement) {
        return token.isPresent() && token.get().scopes().contains(scopeElement);
    }

    @Override
    public boolean isSecure() {
        return secure.getAsBoolean();
    }

    @Override
    public @Nullable String getAuthenticationScheme() {
        return token.isPresent() ? BEARER : null;
    }

    private record UserPrincipal(String name) implements Principal {

        @Override
        public String getName() {
            return name;
        }
    }
}
