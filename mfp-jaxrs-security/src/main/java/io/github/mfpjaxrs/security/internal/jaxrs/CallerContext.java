package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A caller as a value: immutable, safe for any thread. */
final class CallerContext implements MFPSecurityContext {

    private static final String BEARER = "Bearer";
    private static final CallerContext ANONYMOUS = new CallerContext(Optional.empty(), false);

    private final Optional<AccessToken> token;
    private final boolean secure;

    private CallerContext(Optional<AccessToken> token, boolean secure) {
        this.token = token;
        this.secure = secure;
    }

    static CallerContext anonymous() {
        return ANONYMOUS;
    }

    static CallerContext of(AccessToken token, boolean secure) {
        return new CallerContext(Optional.of(token), secure);
    }

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
        return secure;
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
