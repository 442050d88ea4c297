package io.github.mfpjaxrs.security.servers;

import java.util.List;
import org.junit.jupiter.api.Test;

/** With the three keys alone: MobileFirst's paths, and introspection with a token of our own. */
class MobileFirstDialectIT extends AuthorizationServerContract<SpringServer> {

    MobileFirstDialectIT() {
        super(SpringServer.inMobileFirstsDialect(), List.of("mobilefirst", "bearer-discovery"));
    }

    @Override
    String userOfAppsOwnToken() {
        return "no user";
    }

    /** The server refuses it the scope, so that it has no token to introspect with. */
    @Test
    void getWhenOurClientMayNotIntrospectThenUnavailableWithoutChallenge() throws Exception {
        String token = server.app().ownToken("accounts.read");
        try (ResourceServer application =
                ResourceServer.start(with("mfp.client-id", "mobile-app", "mfp.client-secret", "mobile-app-secret"))) {
            assertUnavailable(application.get("accounts", token));
        }
    }
}
