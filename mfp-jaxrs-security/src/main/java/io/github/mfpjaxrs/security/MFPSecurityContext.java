package io.github.mfpjaxrs.security;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, by the access token of the current request. Inject it with {@code @Inject MFPSecurityContext}.
 *
 * <p>The injected object follows the request scope: it works on the request's own thread, and answers as for an
 * anonymous caller where the resource is not protected. Code that goes on elsewhere takes a {@link #capture() copy} while
 * it is still on the request's thread.
 */
public interface MFPSecurityContext extends SecurityContext {

    /**
     * A context made from a token, for unit tests of resources and for code that is not called by JAX-RS, such as a
     * message listener with its {@link AccessDecision.Granted#token() granted token}. It permits no request by itself.
     *
     * @param token what introspection said about the caller's token
     * @return an immutable context that is not {@linkplain #isSecure() secure}, because it knows of no request
     */
    static MFPSecurityContext of(AccessToken token) {
        return new TokenContext(Optional.of(token));
    }

    /**
     * A context without a token, as on a resource that is not protected.
     *
     * @return an immutable context without user and scopes
     */
    static MFPSecurityContext anonymous() {
        return TokenContext.ANONYMOUS;
    }

    /**
     * What introspection said about the caller's token.
     *
     * @return the token's data; empty where the resource is open and no valid token was sent
     */
    Optional<AccessToken> getAccessToken();

    /**
     * This context as a value: immutable, independent of the request scope, safe for any thread and after the request.
     *
     * @return a copy of the current state
     */
    MFPSecurityContext capture();

    /**
     * The authenticated user.
     *
     * @return a principal with the user's name, or null if no user is authenticated
     */
    @Override
    @Nullable
    Principal getUserPrincipal();

    /**
     * Whether the token was granted a scope element.
     *
     * @param scopeElement one scope element; compared whole and case-sensitively
     * @return true if it was
     */
    @Override
    boolean isUserInRole(String scopeElement);
}
