package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.github.mfpjaxrs.security.testkit.SelfSignedCertificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Failures between the library and the server: no connection, an unknown host, an untrusted certificate, or a
 * different time of day.
 */
class NetworkFailureTest {

    @AutoClose
    private final MobileFirstServer server = MobileFirstServer.start();

    @AutoClose
    private final LogBook log = new LogBook();

    private String newToken() {
        return server.issue("RegisteredClient", "mary");
    }

    @Test
    void getWhenConnectionIsRefusedThenUnavailableUntilServerListens() {
        try (Shop shop = Shop.open(Shop.unhurried(server).config("mfp.circuit-breaker.delay", "PT0.2S"))) {
            String cached = shop.cachedToken(server);
            String token = newToken();
            server.stopListening();
            server.resetCounters();

            Shop.assertUnavailable(shop.get(token));

            assertThat(log.warnings()).anySatisfy(message -> assertThat(message).contains("UNREACHABLE"));
            assertThat(shop.status(cached)).isEqualTo(200);
            server.listen();
            shop.awaitGranted(token);
        }
    }

    @Test
    void getWhenServerWasDownAtStartThenWorksOnceItIsUp() {
        server.stopListening();
        try (Shop shop = Shop.open(Shop.unhurried(server).config("mfp.circuit-breaker.delay", "PT0.2S"))) {
            String token = newToken();
            IntStream.range(0, 8).forEach(i -> Shop.assertUnavailable(shop.get(token)));

            server.listen();

            shop.awaitGranted(token);
        }
    }

    @Test
    void getWhenServerRestartedThenNoRequestFails() {
        try (Shop shop = Shop.open(Shop.unhurried(server))) {
            shop.cachedToken(server);

            List<Integer> statuses = IntStream.range(0, 5)
                    .map(i -> {
                        // The connection that was kept alive is now closed.
                        server.stopListening();
                        server.listen();
                        return shop.status(newToken());
                    })
                    .boxed()
                    .toList();

            assertThat(statuses).containsOnly(200);
        }
    }

    @Test
    @Tag("R5")
    void getWhenKeptConnectionIsResetThenRequestIsSentOnANewOne() {
        try (Shop shop = Shop.open(Shop.unhurried(server))) {
            shop.cachedToken(server);
            server.resetCounters();
            server.failIntrospection(Fault.resetBeforeAnswer(), 1);

            assertThat(shop.status(newToken())).isEqualTo(200);

            assertThat(server.introspections()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
            assertThat(log.text()).doesNotContain("Introspection fails");
        }
    }

    @Test
    void getWhenNewConnectionIsResetThenRequestIsNotSentTwice() {
        try (Shop shop = Shop.open(Shop.unhurried(server).config("mfp.timeout.idle", "PT0S"))) {
            shop.cachedToken(server);
            server.resetCounters();
            server.failIntrospection(Fault.resetBeforeAnswer());

            Shop.assertUnavailable(shop.get(newToken()));

            assertThat(server.introspections()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void getWhenNameDoesNotResolveThenUnavailable() {
        EmbeddedApplication.Builder builder = Shop.against(server)
                .config("mfp.authorization-server.url", "https://mfp.example.invalid/mfp/api")
                .config("mfp.timeout.total", "PT10S");
        try (Shop shop = Shop.open(builder)) {
            Shop.assertUnavailable(shop.get("t0ken"));

            assertThat(log.warnings())
                    .singleElement()
                    .satisfies(message -> assertThat(message).containsAnyOf("UNREACHABLE", "TIMEOUT"));
            assertThat(log.text()).doesNotContain("t0ken");
        }
    }

    @Test
    void getWhenCertificateIsNotTrustedThenUnavailableAndOneError() {
        try (MobileFirstServer secure = MobileFirstServer.builder()
                        .tls(SelfSignedCertificate.create().sslContext())
                        .start();
                Shop shop = Shop.open(Shop.unhurried(secure).config("mfp.circuit-breaker.delay", "PT1H"))) {
            IntStream.range(0, 8)
                    .forEach(i -> Shop.assertUnavailable(shop.get(secure.issue("RegisteredClient", "mary"))));

            assertThat(secure.tokenRequests()).isZero();
            assertThat(secure.introspections()).isZero();
            int connections = secure.connections();
            Shop.assertUnavailable(shop.get("t0ken"));
            assertThat(secure.connections()).as("the breaker is open").isEqualTo(connections);
            assertThat(log.errors())
                    .singleElement()
                    .satisfies(message ->
                            assertThat(message).contains("TLS", "mfp-authorization-server/mp-rest/trustStore"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-30, 200, 2", "-300, 401, 2", "30, 200, 1", "300, 200, 1"})
    void getWhenOurClockIsOffThenAMinuteIsForgiven(int secondsLeft, int status, int introspections) {
        // The server's clock stands still, so that the token has not expired by that clock.
        InstantSource clock = InstantSource.fixed(
                InstantSource.system().instant().plusSeconds(secondsLeft).minusSeconds(600));
        try (MobileFirstServer late = MobileFirstServer.builder().clock(clock).start();
                Shop shop = Shop.open(Shop.unhurried(late))) {
            String token =
                    late.token().user("mary").lifetime(Duration.ofSeconds(600)).issue();

            List<Integer> statuses = List.of(shop.status(token), shop.status(token));

            assertThat(statuses).containsOnly(status);
            assertThat(late.introspections()).isEqualTo(introspections);
            assertThat(log.warnings()).isEmpty();
        }
    }
}
