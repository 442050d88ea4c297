package io.github.mfpjaxrs.security;

import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A security context based solely on a token, without a request. */
record TokenSecurityContext(Optional<AccessToken> token) implements MFPSecurityContext {

    static final TokenSecurityContext ANONYMOUS = new TokenSecurityContext(Optional.empty());

    private static final String BEARER = "Bearer";

    @Override
    public Optional<AccessToken> getAccessToken() {
        return token;
    }

    @Override
    public MFPSecurityContext capture() {
        return this;
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
        return false;
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
