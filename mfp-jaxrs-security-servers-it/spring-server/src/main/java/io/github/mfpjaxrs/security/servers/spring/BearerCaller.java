package io.github.mfpjaxrs.security.servers.spring;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serial;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * An introspection caller that presents its own access token (RFC 7662 §2.1). The token must have the scope that
 * MobileFirst requires.
 */
final class BearerCaller extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String SCHEME = "Bearer ";
    private static final String SCOPE = "authorization.introspect";

    private final String token;

    private BearerCaller(String token) {
        super(List.of());
        this.token = token;
    }

    @Override
    public Object getCredentials() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return "";
    }

    /** Reads the caller's token from requests to the given path. */
    record Converter(String path) implements AuthenticationConverter {

        @Override
        public Authentication convert(HttpServletRequest request) {
            String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
            return request.getRequestURI().equals(path) && authorization != null && authorization.startsWith(SCHEME)
                    ? new BearerCaller(authorization.substring(SCHEME.length()))
                    : null;
        }
    }

    /** Identifies the client by the caller's token. */
    record Provider(OAuth2AuthorizationService authorizations, RegisteredClientRepository clients)
            implements AuthenticationProvider {

        @Override
        public Authentication authenticate(Authentication caller) {
            OAuth2Authorization authorization =
                    authorizations.findByToken(((BearerCaller) caller).token, OAuth2TokenType.ACCESS_TOKEN);
            if (authorization == null
                    || !authorization.getAccessToken().isActive()
                    || !authorization.getAuthorizedScopes().contains(SCOPE)) {
                throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
            }
            return new OAuth2ClientAuthenticationToken(
                    clients.findById(authorization.getRegisteredClientId()),
                    ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                    null);
        }

        @Override
        public boolean supports(Class<?> type) {
            return type == BearerCaller.class;
        }
    }
}
