package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies that no request is granted during an authorization server outage, that no client is told to discard its
 * token, and that service resumes afterwards.
 */
@RuntimeTest
class OutageIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("outage")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                // The circuit breaker and the pauses have their own tests. Here, one fault must not affect the next.
                .config("mfp.circuit-breaker.window", "1000")
                .config("mfp.circuit-breaker.failures", "1000")
                .config("mfp.introspection.client-rejected-pause", "PT0S")
                .config("mfp.retry.max-retry-after", "PT1S")
                .config("mfp.timeout.connect", "PT1S")
                .config("mfp.timeout.read", "PT2S")
                .config("mfp.timeout.total", "PT1S")
                .build();
    }

    @BeforeEach
    void awaitAnswers() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> site.get("accounts/balance", SERVER.issue("accessRestricted", "john"))
                                .statusCode()
                        == 200);
    }

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.status(204),
                Fault.redirect(302, URI.create("http://127.0.0.1:1/elsewhere")),
                Fault.redirect(307, URI.create("http://127.0.0.1:1/elsewhere")),
                Fault.status(400),
                Fault.status(401),
                Fault.status(403),
                Fault.status(404),
                Fault.status(409),
                Fault.tooManyRequests("1"),
                Fault.status(500),
                Fault.status(503),
                Fault.notJson(),
                Fault.wrongContentType(),
                Fault.body("application/json", new byte[0]),
                Fault.hang(),
                Fault.drip(Duration.ofMillis(20)),
                Fault.resetBeforeAnswer(),
                Fault.resetInBody(),
                Fault.garbage(),
                Fault.hugeBody(10_000_000),
                Fault.gzipBomb());
    }

    @ParameterizedTest
    @MethodSource("faults")
    @Tag("M3")
    void getWhenIntrospectionFailsThenUnavailableWithoutChallenge(Fault fault) throws Exception {
        String token = SERVER.issue("accessRestricted", "john");
        SERVER.failIntrospection(fault);

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertUnavailable(response);
        assertThat(response.body()).doesNotContain(token);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void getWhenOwnTokenCannotBeHadThenUnavailableWithoutChallenge(Fault fault) throws Exception {
        String token = SERVER.issue("accessRestricted", "john");
        SERVER.revokeOwnTokens();
        SERVER.failToken(fault);

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertUnavailable(response);
    }

    @Test
    @Tag("I4")
    void getWhenOwnTokenWasRevokedThenAnotherIsFetched() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");
        SERVER.revokeOwnTokens();
        SERVER.resetCounters();

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(SERVER.tokenRequests()).isEqualTo(1);
        assertThat(SERVER.introspections()).isEqualTo(2);
    }

    @Test
    @Tag("N1")
    void getWhenServerRedirectsThenTargetIsNeverCalled() throws Exception {
        try (MobileFirstServer elsewhere = MobileFirstServer.start()) {
            String token = SERVER.issue("accessRestricted", "john");
            SERVER.failIntrospection(Fault.redirect(307, URI.create(elsewhere.url() + "/az/v1/introspection")));

            HttpResponse<String> response = site.get("accounts/balance", token);

            assertUnavailable(response);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void getWhenServerIsDownThenCachedTokensWorkAndOthersWaitForItsReturn() throws Exception {
        String cached = SERVER.issue("accessRestricted", "john");
        site.get("accounts/balance", cached);
        String other = SERVER.issue("accessRestricted", "mary");
        SERVER.stopListening();

        HttpResponse<String> ofCached;
        HttpResponse<String> ofOther;
        try {
            ofCached = site.get("accounts/balance", cached);
            ofOther = site.get("accounts/balance", other);
        } finally {
            SERVER.listen();
        }

        assertThat(ofCached.body()).isEqualTo("balance of john");
        assertUnavailable(ofOther);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() ->
                        assertThat(site.get("accounts/balance", other).body()).isEqualTo("balance of mary"));
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(response.headers().map()).doesNotContainKeys("www-authenticate", "location", "mfp-conflict");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }
}
