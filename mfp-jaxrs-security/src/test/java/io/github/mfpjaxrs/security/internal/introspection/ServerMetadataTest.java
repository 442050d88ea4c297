package io.github.mfpjaxrs.security.internal.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.fakes.TestSettings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ClientCredentials;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerMetadataTest {

    private static final URI ISSUER = URI.create("https://as.example.com/realms/bank");
    private static final String RFC_8414 = "https://as.example.com/.well-known/oauth-authorization-server/realms/bank";
    private static final String OPENID = "https://as.example.com/realms/bank/.well-known/openid-configuration";
    private static final String METADATA = """
            {"issuer":"https://as.example.com/realms/bank",
             "token_endpoint":"https://as.example.com/realms/bank/token",
             "introspection_endpoint":"https://as.example.com/realms/bank/introspect"}
            """;

    private final MetadataServer server = new MetadataServer();
    private final ServerMetadata endpoints = new ServerMetadata(
            server,
            TestSettings.with("mfp.authorization-server.url", ISSUER.toString()),
            new KnownEndpoints(Duration.ofSeconds(20)));

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

    @ParameterizedTest
    @Tag("R11")
    @ValueSource(
            strings = {
                "<html><body>Not here</body></html>",
                "",
                "[]",
                "{}",
                "{\"issuer\":7}",
                "{\"issuer\":\"https://other.example.com\"}",
                "{\"issuer\":\"https://as.example.com/realms/bank\"}",
                "{\"issuer\":\"https://as.example.com/realms/bank\",\"token_endpoint\":\"https://evil.example.com/t\"}"
            })
    void getWhenFirstLocationHasAnotherDocumentThenSecondIsTriedAndEachIsFetchedOnce(String document) {
        server.documents.put(RFC_8414, document);
        server.documents.put(OPENID, METADATA);

        assertThat(endpoints.get().introspection()).hasToString("https://as.example.com/realms/bank/introspect");
        assertThat(endpoints.get()).isNotNull();
        assertThat(server.asked).containsExactly(RFC_8414, OPENID);
    }

    @ParameterizedTest
    @Tag("R11")
    @EnumSource(
            value = AuthorizationServerFailure.Kind.class,
            names = {"BROKEN_CONNECTION", "BAD_ANSWER", "SERVER_ERROR"})
    void getWhenFirstLocationFailsThenSecondIsTried(AuthorizationServerFailure.Kind kind) {
        server.failures.put(RFC_8414, new AuthorizationServerFailure(kind, "no"));
        server.documents.put(OPENID, METADATA);

        assertThat(endpoints.get()).isNotNull();
    }

    @ParameterizedTest
    @Tag("R11")
    @EnumSource(
            value = AuthorizationServerFailure.Kind.class,
            names = {"UNREACHABLE", "TIMEOUT", "TLS", "THROTTLED"})
    void getWhenTheHostFailsThenSecondLocationIsNotWaitedForToo(AuthorizationServerFailure.Kind kind) {
        server.failures.put(RFC_8414, new AuthorizationServerFailure(kind, "no"));
        server.documents.put(OPENID, METADATA);

        assertThatThrownBy(endpoints::get)
                .isInstanceOfSatisfying(
                        AuthorizationServerFailure.class,
                        trouble -> assertThat(trouble.kind()).isEqualTo(kind));
        assertThat(server.asked).containsExactly(RFC_8414);
    }

    @Test
    @Tag("A7")
    void getWhenOneLocationFailsAndTheOtherNamesAnotherIssuerThenItIsNotCalledAMistake() {
        server.documents.put(RFC_8414, "{\"issuer\":\"https://other.example.com\"}");
        server.failures.put(
                OPENID, new AuthorizationServerFailure(AuthorizationServerFailure.Kind.BROKEN_CONNECTION, "reset"));

        assertThatThrownBy(endpoints::get)
                .isInstanceOfSatisfying(
                        AuthorizationServerFailure.class,
                        trouble -> assertThat(trouble.kind())
                                .isEqualTo(AuthorizationServerFailure.Kind.BROKEN_CONNECTION));
    }

    @Test
    @Tag("A7")
    void getWhenNeitherLocationIsRightThenTheDocumentThatNamesAnIssuerIsToldOf() {
        server.documents.put(RFC_8414, "<html></html>");
        server.documents.put(OPENID, "{\"issuer\":\"https://other.example.com\"}");

        assertThatThrownBy(endpoints::get)
                .hasMessageContaining("mfp.authorization-server.url, which is " + ISSUER)
                .hasMessageContaining("names another issuer, 'https://other.example.com'");
    }

    @Test
    @Tag("R11")
    void getWhenManyThreadsNeedTheEndpointsThenTheyAreFetchedOnce() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        server.documents.put(RFC_8414, METADATA);
        server.release = release;
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Endpoints>> found = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                found.add(threads.submit(endpoints::get));
            }
            release.countDown();

            for (Future<Endpoints> one : found) {
                assertThat(one.get(30, TimeUnit.SECONDS)).isNotNull();
            }
            assertThat(server.asked).containsExactly(RFC_8414);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @Tag("R11")
    void getWhenTheStartHasFoundThemThenNoOtherSourceFetchesThemAgain() {
        server.documents.put(RFC_8414, METADATA);
        Settings settings = TestSettings.with(
                "mfp.authorization-server.url", ISSUER.toString(), "mfp.introspection.discovery", "true");
        KnownEndpoints known = new KnownEndpoints(Duration.ofSeconds(20));

        IntrospectorFactory.checkMetadata(settings, () -> server, known);

        assertThat(EndpointSource.configured(settings, server, known).get()).isNotNull();
        assertThat(server.asked).containsExactly(RFC_8414);
    }

    @Test
    @Tag("G10")
    void getWhenAnEndpointHasAQueryThenItIsKept() {
        server.documents.put(RFC_8414, METADATA.replace("/introspect\"", "/introspect?realm=/bank\""));

        assertThat(endpoints.get().introspection())
                .hasToString("https://as.example.com/realms/bank/introspect?realm=/bank");
    }

    @Test
    void getWhenMetadataIsMissingThenNextCallAsksAgain() {
        assertThatThrownBy(endpoints::get).isInstanceOf(AuthorizationServerFailure.class);

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
                        AuthorizationServerFailure.class,
                        trouble -> assertThat(trouble.kind())
                                .isEqualTo(AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED))
                .hasMessageContaining("configuration");
    }

    /** Serves documents by URL, but no tokens. */
    private static final class MetadataServer implements AuthorizationServer {

        private final Map<String, String> documents = new HashMap<>();
        private final Map<String, AuthorizationServerFailure> failures = new HashMap<>();
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch release = new CountDownLatch(0);

        @Override
        public Answer requestToken(URI endpoint, ClientCredentials caller, String scope) {
            throw new AssertionError("no token is needed to read metadata");
        }

        @Override
        public Answer introspect(URI endpoint, ClientCredentials caller, String token) {
            throw new AssertionError("nothing is introspected to read metadata");
        }

        @Override
        public Answer metadata(URI location) {
            asked.add(location.toString());
            try {
                release.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (failures.containsKey(location.toString())) {
                throw failures.get(location.toString());
            }
            String document = documents.get(location.toString());
            byte[] json = document == null ? new byte[0] : document.getBytes(StandardCharsets.UTF_8);
            return new Answer(document == null ? 404 : 200, json, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }
}
