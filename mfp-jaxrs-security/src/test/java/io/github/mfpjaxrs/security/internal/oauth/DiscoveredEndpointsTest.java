package io.github.mfpjaxrs.security.internal.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscoveredEndpointsTest {

    private static final URI ISSUER = URI.create("https://as.example.com/realms/bank");
    private static final String RFC_8414 = "https://as.example.com/.well-known/oauth-authorization-server/realms/bank";
    private static final String OPENID = "https://as.example.com/realms/bank/.well-known/openid-configuration";
    private static final String METADATA = """
            {"issuer":"https://as.example.com/realms/bank",
             "token_endpoint":"https://as.example.com/realms/bank/token",
             "introspection_endpoint":"https://as.example.com/realms/bank/introspect"}
            """;

    private final MetadataServer server = new MetadataServer();
    private final DiscoveredEndpoints endpoints = new DiscoveredEndpoints(server, ISSUER, Duration.ofSeconds(30));

    @Test
    void getWhenMetadataStandsWhereRfc8414PutsItThenItIsReadOnce() {
        server.documents.put(RFC_8414, METADATA);

        Endpoints first = endpoints.get();
        Endpoints second = endpoints.get();

        assertThat(first.introspection()).hasToString("https://as.example.com/realms/bank/introspect");
        assertThat(first.token()).hasToString("https://as.example.com/realms/bank/token");
        assertThat(second).isEqualTo(first);
        assertThat(server.asked).containsExactly(RFC_8414);
    }

    @Test
    void getWhenMetadataStandsWhereOpenIdPutsItThenItIsFound() {
        server.documents.put(OPENID, METADATA);

        assertThat(endpoints.get().introspection()).hasToString("https://as.example.com/realms/bank/introspect");
    }

    @Test
    void getWhenMetadataIsMissingThenNextCallAsksAgain() {
        assertThatThrownBy(endpoints::get).isInstanceOf(ServerTrouble.class);

        server.documents.put(RFC_8414, METADATA);

        assertThat(endpoints.get()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://as.example.com/realms/bank, https://as.example.com/realms/bank/",
        "https://as.example.com/realms/bank, https://evil.example.com/realms/bank",
        "https://as.example.com/realms/bank/introspect, http://as.example.com/realms/bank/introspect",
        "https://as.example.com/realms/bank/introspect, https://evil.example.com/introspect",
        "https://as.example.com/realms/bank/token, https://evil.example.com/token",
        "https://as.example.com/realms/bank/token, https://as.example.com@evil.example.com/token",
        "introspection_endpoint, other_endpoint",
    })
    void getWhenMetadataPointsElsewhereThenRefused(String right, String wrong) {
        server.documents.put(RFC_8414, METADATA.replace("\"" + right + "\"", "\"" + wrong + "\""));

        assertThatThrownBy(endpoints::get)
                .isInstanceOfSatisfying(
                        ServerTrouble.class,
                        trouble -> assertThat(trouble.kind()).isEqualTo(ServerTrouble.Kind.CREDENTIALS_REJECTED))
                .hasMessageContaining("configuration");
    }

    /** Serves documents by their address, and no tokens. */
    private static final class MetadataServer implements AuthorizationServer {

        private final Map<String, String> documents = new HashMap<>();
        private final List<String> asked = new ArrayList<>();

        @Override
        public Answer requestToken(URI endpoint, CallerCredentials caller, String scope) {
            throw new AssertionError("no token is needed to read metadata");
        }

        @Override
        public Answer introspect(URI endpoint, CallerCredentials caller, String token) {
            throw new AssertionError("nothing is introspected to read metadata");
        }

        @Override
        public Answer metadata(URI location) {
            asked.add(location.toString());
            String document = documents.get(location.toString());
            byte[] json = document == null ? new byte[0] : document.getBytes(StandardCharsets.UTF_8);
            return new Answer(document == null ? 404 : 200, json, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
