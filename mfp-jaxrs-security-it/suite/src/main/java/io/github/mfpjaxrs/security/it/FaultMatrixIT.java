package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ApplicationLog;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
 * Verifies that each authorization server fault leads to the same failure kind, calls and log lines on every runtime.
 */
@RuntimeTest
@Tag("E1")
class FaultMatrixIT {

    private static final Pattern KIND = Pattern.compile("Introspection fails[^(]* \\(([A-Z_]+)\\)");
    private static final Duration DRIP = Duration.ofMillis(200);

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("faults")
                .of(RestApplication.class, Accounts.class, ApplicationLog.class)
                .against(SERVER)
                .config("mfp.circuit-breaker.window", "1000")
                .config("mfp.circuit-breaker.failures", "1000")
                .config("mfp.introspection.client-rejected-pause", "PT0S")
                .config("mfp.retry.max-retry-after", "PT1S")
                .config("mfp.timeout.connect", "PT2S")
                .config("mfp.timeout.read", "PT2S")
                .config("mfp.timeout.total", "PT3S")
                .build();
    }

    /**
     * A fault and its expected effect.
     *
     * @param least the minimum number of requests to the failing endpoint for one client request
     * @param most the maximum number of these requests; it exceeds the minimum if the request can be repeated after a
     *     pooled connection breaks
     */
    record Row(Fault fault, String kind, int least, int most) {

        /** Whether the response was complete but had no retry time, so the configured pause applies to the token. */
        boolean isHeldAgainstTheToken() {
            return kind.equals("BAD_ANSWER") || kind.equals("SERVER_ERROR") && most == 2;
        }

        @Override
        public String toString() {
            return fault + " " + kind;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row(Fault.hang(), "TIMEOUT", 1, 1),
                new Row(Fault.drip(DRIP), "TIMEOUT", 1, 1),
                new Row(Fault.dripHeaders(DRIP), "TIMEOUT", 1, 1),
                new Row(Fault.resetBeforeAnswer(), "BROKEN_CONNECTION", 1, 2),
                new Row(Fault.resetInBody(), "BROKEN_CONNECTION", 1, 1),
                new Row(Fault.status(500), "SERVER_ERROR", 2, 2),
                new Row(Fault.status(503, Map.of("Retry-After", "1"), ""), "SERVER_ERROR", 1, 1),
                new Row(Fault.tooManyRequests("1"), "THROTTLED", 1, 1),
                new Row(Fault.status(204), "BAD_ANSWER", 1, 1),
                new Row(Fault.status(404), "BAD_ANSWER", 1, 1),
                new Row(Fault.garbage(), "BAD_ANSWER", 1, 1),
                new Row(Fault.notJson(), "BAD_ANSWER", 1, 1),
                new Row(Fault.wrongContentType(), "BAD_ANSWER", 1, 1),
                new Row(
                        Fault.body("application/json", "{\"active\":tr".getBytes(StandardCharsets.UTF_8)),
                        "BAD_ANSWER",
                        1,
                        1),
                new Row(Fault.hugeBody(10_000_000), "BAD_ANSWER", 1, 1),
                new Row(
                        Fault.status(200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), "{}"),
                        "BAD_ANSWER",
                        1,
                        1));
    }

    @BeforeEach
    void awaitAnswers() throws Exception {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> site.get("accounts/balance", newToken()).statusCode() == 200);
        SERVER.resetCounters();
        site.get("operator/forget");
        site.get("operator/log");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void getWhenIntrospectionFailsThenItsKind(Row row) throws Exception {
        SERVER.failIntrospection(row.fault());

        HttpResponse<String> response = site.get("accounts/balance", newToken());

        assertUnavailable(response, row.isHeldAgainstTheToken() ? "3" : "1");
        assertThat(SERVER.introspections()).isBetween(row.least(), row.most());
        assertThat(SERVER.tokenRequests()).isZero();
        assertThat(kinds()).containsExactly(row.kind());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void getWhenTokenEndpointFailsThenItsKind(Row row) throws Exception {
        SERVER.revokeOwnTokens();
        SERVER.failToken(row.fault());

        HttpResponse<String> response = site.get("accounts/balance", newToken());

        assertUnavailable(response);
        assertThat(kinds()).containsExactly(row.kind());
        if (row.kind().equals("BROKEN_CONNECTION")) {
            Ability.SINGLE_POSTS.assume();
        }
        assertThat(SERVER.tokenRequests()).isBetween(row.least(), row.most());
    }

    @Test
    void getWhenCredentialsAreRejectedThenThatIsSaid() throws Exception {
        SERVER.revokeOwnTokens();
        SERVER.failToken(Fault.status(401));

        HttpResponse<String> response = site.get("accounts/balance", newToken());

        assertUnavailable(response);
        assertThat(SERVER.tokenRequests()).isEqualTo(1);
        assertThat(kinds()).containsExactly("CREDENTIALS_REJECTED");
    }

    @Test
    void getWhenConnectionIsRefusedThenUnreachable() throws Exception {
        String token = newToken();
        SERVER.stopListening();
        try {
            HttpResponse<String> response = site.get("accounts/balance", token);

            assertUnavailable(response);
            assertThat(kinds()).containsExactly("UNREACHABLE");
        } finally {
            SERVER.listen();
        }
    }

    @Test
    void getWhenServerIsABlackHoleThenTimeout() throws Exception {
        SERVER.fail(Fault.blackHole());

        HttpResponse<String> response = site.get("accounts/balance", newToken());

        assertUnavailable(response);
        assertThat(SERVER.introspections()).isZero();
        assertThat(kinds()).containsExactly("TIMEOUT");
    }

    private static String newToken() {
        return SERVER.issue("accessRestricted", "john");
    }

    private Set<String> kinds() throws Exception {
        Matcher kinds = KIND.matcher(site.get("operator/log").body());
        Set<String> found = new TreeSet<>();
        while (kinds.find()) {
            found.add(kinds.group(1));
        }
        return found;
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertUnavailable(response, "1");
    }

    private static void assertUnavailable(HttpResponse<String> response, String retryAfter) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue(retryAfter);
        assertThat(response.headers().map()).doesNotContainKey("www-authenticate");
    }
}
