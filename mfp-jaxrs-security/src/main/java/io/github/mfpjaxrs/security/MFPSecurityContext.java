package io.github.mfpjaxrs.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The security context of the current request, based on the request's access token. Inject it with
 * {@code @Inject MFPSecurityContext}.
 *
 * <p>The injected object is a request-scoped proxy: use it only on the request thread. On a resource that is not
 * protected, it represents an anonymous caller. Code that continues on another thread must first take a
 * {@link #capture() copy} on the request thread.
 */
public interface MFPSecurityContext extends SecurityContext {

    /**
     * Creates a context from a token. Intended for unit tests of resources, and for code that JAX-RS does not call,
     * such as a message listener that has obtained a {@link AccessDecision.Granted#token() granted token}. Creating a
     * context does not authorize a request.
     *
     * @param token the caller's introspected access token
     * @return an immutable context that is not {@linkplain #isSecure() secure}, because it does not belong to a
     *     request
     */
    static MFPSecurityContext of(AccessToken token) {
        return new TokenSecurityContext(Optional.of(token));
    }

    /**
     * Returns a context without a token, like the one that an unprotected resource receives.
     *
     * @return an immutable context without a user or scopes
     */
    static MFPSecurityContext anonymous() {
        return TokenSecurityContext.ANONYMOUS;
    }

    /**
     * Returns the caller's introspected access token.
     *
     * @return the token's data; empty if the resource is open and no valid token was sent
     */
    Optional<AccessToken> getAccessToken();

    /**
     * Returns an immutable copy of this context that is independent of the request scope. The copy can be used on any
     * thread and after the request has ended.
     *
     * @return a copy of the current state
     */
    MFPSecurityContext capture();

    /**
     * Returns the authenticated user.
     *
     * @return a principal with the user's name, or null if no user is authenticated
     */
    @Override
    @Nullable
    Principal getUserPrincipal();

    /**
     * Returns whether the token was granted a scope element.
     *
     * @param scopeElement one scope element; compared as a whole and case-sensitively
     * @return true if the scope element was granted
     */
    @Override
    boolean isUserInRole(String scopeElement);
}
