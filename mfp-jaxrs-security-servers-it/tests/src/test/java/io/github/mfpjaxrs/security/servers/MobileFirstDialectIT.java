package io.github.mfpjaxrs.security.servers;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Sets only the three required keys, so the library uses MobileFirst's paths and introspects with its own token. */
class MobileFirstDialectIT extends AuthorizationServerContract<SpringServer> {

    MobileFirstDialectIT() {
        super(SpringServer.inMobileFirstsDialect(), List.of("mobilefirst", "bearer-discovery"));
    }

    @Override
    String userOfAppsOwnToken() {
        return "no user";
    }

    /**
     * The server does not grant the introspection scope to the library, so the library cannot obtain a token for
     * introspection.
     */
    @Test
    void getWhenOurClientMayNotIntrospectThenUnavailableWithoutChallenge() throws Exception {
        String token = server.app().ownToken("accounts.read");
        try (ResourceServer application =
                ResourceServer.start(with("mfp.client-id", "mobile-app", "mfp.client-secret", "mobile-app-secret"))) {
            assertUnavailable(application.get("accounts", token));
        }
    }
}
