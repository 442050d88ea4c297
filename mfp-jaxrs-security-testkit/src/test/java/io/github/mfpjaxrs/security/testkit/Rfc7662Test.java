package io.github.mfpjaxrs.security.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Rfc7662Test {

    private final MobileFirstServer server = MobileFirstServer.builder()
            .rfc7662()
            .basePath("/oauth/")
            .clock(new TestClock())
            .client("accounts", "s3cret")
            .client("mailer", "s3cret", "mail")
            .start();
    private final ResourceServer caller = new ResourceServer(server);
    private final String accounts = ResourceServer.basic("accounts", "s3cret");

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void introspectWhenUserIsAuthenticatedThenAnswersInSeconds() throws Exception {
        String token = server.token().scope("a b").clientId("c1").user("john").issue();

        assertThat(caller.introspect(accounts, token).body())
                .isEqualTo("{\"active\":true,\"scope\":\"a b\",\"client_id\":\"c1\",\"username\":\"john\","
                        + "\"token_type\":\"Bearer\",\"exp\":1767326645,\"iat\":1767323045,\"sub\":\"john\"}");
    }

    @Test
    void introspectWhenNobodyIsAuthenticatedThenHasNoUsername() throws Exception {
        String token = server.token().clientId("c1").issue();

        assertThat(caller.introspect(accounts, token).body())
                .doesNotContain("username")
                .contains("\"sub\":\"c1\"");
    }

    @Test
    void introspectWhenTokenIsUnknownThenNothingButInactive() throws Exception {
        assertThat(caller.introspect(accounts, "unknown").body()).isEqualTo("{\"active\":false}");
    }

    @Test
    void introspectWhenCallerIsRefusedThenSaysWhy() throws Exception {
        assertThat(caller.introspect("Bearer " + caller.ownToken(), "x").statusCode())
                .isEqualTo(401);
        assertThat(caller.introspect(ResourceServer.basic("accounts", "wrong"), "x")
                        .statusCode())
                .isEqualTo(401);
        assertThat(caller.introspect(ResourceServer.basic("mailer", "s3cret"), "x")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void urlWhenBasePathEndsInSlashThenDropsIt() {
        assertThat(server.url()).hasToString("http://127.0.0.1:" + server.port() + "/oauth");
        assertThat(server).hasToString("MobileFirstServer[" + server.url() + "]");
    }
}
