package io.github.mfpjaxrs.security.servers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SpringServerIT extends AuthorizationServerContract<SpringServer> {

    SpringServerIT() {
        super(SpringServer.plain(), List.of("spring", "spring-endpoint", "spring-form", "spring-private-key-jwt"));
    }

    /** The token's subject is the app, which is not a user. */
    @Override
    String userOfAppsOwnToken() {
        return "no user";
    }

    /** Configures a host name for the server that does not match the issuer in the metadata. */
    @Test
    @Tag("A7")
    void startWhenMetadataNamesAnotherIssuerThenDeploymentFails() {
        String otherName = server.origin().replace("127.0.0.1", "localhost");

        assertThatThrownBy(() -> ResourceServer.start(with("mfp.authorization-server.url", otherName)))
                .hasMessageContaining("mfp.authorization-server.url")
                .hasMessageContaining("mfp.introspection.discovery");
    }
}
