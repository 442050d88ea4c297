package io.github.mfpjaxrs.security.testkit;

import java.util.Optional;

/** Requires the caller's own access token with the scope {@link Client#INTROSPECT}, as MobileFirst does. */
final class BearerCallerCheck implements CallerCheck {

    private static final Optional<Response> NO_TOKEN =
            Optional.of(Response.empty(401).with("WWW-Authenticate", "Bearer"));
    private static final Optional<Response> INVALID_TOKEN =
            Optional.of(Response.empty(401).with("WWW-Authenticate", "Bearer error=\"invalid_token\""));
    private static final Optional<Response> INSUFFICIENT_SCOPE = Optional.of(Response.empty(403)
            .with("WWW-Authenticate", "Bearer error=\"insufficient_scope\", scope=\"" + Client.INTROSPECT + "\""));

    private final TokenStore tokens;

    BearerCallerCheck(TokenStore tokens) {
        this.tokens = tokens;
    }

    @Override
    public Optional<Response> refusal(Request request) {
        Optional<String> presented = request.credentials("Bearer");
        if (presented.isEmpty()) {
            return NO_TOKEN;
        }
        Optional<IssuedToken> token = tokens.findActive(presented.get());
        if (token.isEmpty()) {
            return INVALID_TOKEN;
        }
        return token.get().details().scopeElements().contains(Client.INTROSPECT)
                ? Optional.empty()
                : INSUFFICIENT_SCOPE;
    }
}
