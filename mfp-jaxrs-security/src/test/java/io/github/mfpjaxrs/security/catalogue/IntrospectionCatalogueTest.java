package io.github.mfpjaxrs.security.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.catalogue.RawRequest.Answer;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Introspection responses, and the results that they must never have: section 2 of the catalogue. */
class IntrospectionCatalogueTest extends CatalogueCase {

    private static final String CLOSED = "plain/closed";
    private static final String JSON = "application/json";

    @Override
    protected RuntimeUnderTest runtime() {
        return new JerseyRuntime();
    }

    @Test
    @Tag("I1")
    void getWhenTokenHasUnusualCharactersThenItArrivesByteForByte() {
        start(Placements.Plain.class);
        String token = server.token()
                .scope("read")
                .user("john")
                .value("abc+def/ghi.jkl-mno_pqr~stu==")
                .issue();

        assertThat(get(CLOSED, token).body()).isEqualTo("john");
        assertThat(server.introspections()).isEqualTo(1);
        assertThat(server.calls())
                .filteredOn(call -> call.path().endsWith("/introspection"))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.method()).isEqualTo("POST");
                    assertThat(call.parameter("token")).contains(token);
                    assertThat(call.header("Content-Type").orElseThrow())
                            .startsWith("application/x-www-form-urlencoded");
                });
    }

    @Test
    @Tag("I2")
    void getWhenInactiveThenInvalidToken() {
        start(Placements.Plain.class);
        String revoked = server.issue("read", "john");
        server.revoke(revoked);

        assertInvalidToken(get(CLOSED, revoked));
        assertThat(server.introspections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"scope\":\"read\"}",
                "{\"active\":null,\"scope\":\"read\"}",
                "{\"active\":\"true\",\"scope\":\"read\"}",
                "{\"active\":1,\"scope\":\"read\"}",
                "[{\"active\":true,\"scope\":\"read\"}]",
                "true",
                "null",
                "",
                "{\"active\":true,\"scope\":\"read\"",
                "{\"active\":true,\"scope\":\"read\"} {}",
                "{\"active\":true,\"scope\":7}"
            })
    @Tag("I3")
    void getWhenAnswerGivesNoVerdictThenUnavailableAndNotCached(String body) {
        start(Deployment.against(server)
                .classes(Placements.Plain.class)
                .config("mfp.introspection.failed-token-pause", "PT0S"));
        String token = server.issue("read", "john");
        server.failIntrospection(Fault.body(JSON, body.getBytes(StandardCharsets.UTF_8)), 1);

        assertUnavailable(get(CLOSED, token));
        assertThat(server.introspections()).isEqualTo(1);
        assertThat(get(CLOSED, token).status()).isEqualTo(200);
        assertThat(server.introspections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    @Tag("I4")
    void getWhenOurOwnTokenIsRefusedThenUnavailableAfterOneMoreTry(int status) {
        start(Placements.Plain.class);
        server.failIntrospection(Fault.status(status));

        assertUnavailable(get(CLOSED, server.issue("read", "john")));
        assertThat(server.introspections()).isEqualTo(2);
        assertThat(server.tokenRequests()).as("the first, and another").isEqualTo(2);
        assertThat(log.ours(java.util.logging.Level.SEVERE))
                .singleElement()
                .satisfies(line -> assertThat(line.text()).contains("configuration", "mfp.client-id"));
    }

    @Test
    @Tag("I4")
    void getWhenOurOwnTokenHasEndedThenClientNoticesNothing() {
        start(Placements.Plain.class);
        get(CLOSED, server.issue("read", "warm"));
        server.resetCounters();
        server.revokeOwnTokens();

        assertThat(get(CLOSED, server.issue("read", "john")).body()).isEqualTo("john");
        assertThat(server.introspections()).isEqualTo(2);
        assertThat(server.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 204, 302, 307, 400, 404, 418, 451})
    @Tag("I5")
    void getWhenStatusIsUnexpectedThenUnavailableAndNothingIsRelayed(int status) {
        start(Placements.Plain.class);
        server.failIntrospection(Fault.status(
                status,
                Map.of(
                        "WWW-Authenticate",
                        "Bearer error=\"from-the-server\"",
                        "Set-Cookie",
                        "from-the-server=1",
                        "Location",
                        "http://127.0.0.1:9/from-the-server"),
                status == 204 ? "" : "from-the-server"));

        Answer answer = get(CLOSED, server.issue("read", "john"));

        assertUnavailable(answer);
        assertThat(answer.toString()).doesNotContain("from-the-server");
        assertThat(server.introspections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 500})
    @Tag("I6")
    void getWhenClientWouldThrowWebApplicationExceptionThenItDoesNotEscape(int status) {
        start(Placements.Plain.class);
        server.fail(Fault.status(status, Map.of("WWW-Authenticate", "Basic realm=\"theirs\""), "theirs"));

        Answer answer = get(CLOSED, server.issue("read", "john"));

        assertUnavailable(answer);
        assertThat(answer.toString()).doesNotContain("theirs");
    }

    @ParameterizedTest
    @CsvSource({"nbf, 61, false", "nbf, 50, true", "exp, -61, false", "exp, -50, true"})
    @Tag("I7")
    void getWhenOutOfForceBeyondTheSkewThenInvalidToken(String member, int secondsFromNow, boolean granted) {
        start(Placements.Plain.class);
        long time = Instant.now().getEpochSecond() + secondsFromNow + (secondsFromNow > 60 ? 30 : 0);
        String token =
                server.token().scope("read").claim(member, Long.toString(time)).issue();

        for (int i = 1; i <= 2; i++) {
            Answer answer = get(CLOSED, token);
            if (granted) {
                assertThat(answer.status()).isEqualTo(200);
            } else {
                assertInvalidToken(answer);
            }
        }
        if (member.equals("exp")) {
            // A token that has expired by the service's clock is never accepted from the cache.
            assertThat(server.introspections()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "4102444800, 200",
        "4102444800000, 200",
        "1e400, 200",
        "1e999999999, 200",
        "9223372036854775807, 200",
        "99999999999999999999999999, 200",
        "1000000000, 401",
        "1000000000000, 401",
        "-1, 503",
        "-1e400, 503",
        "'\"4102444800\"', 503",
        "true, 503",
        "0, 200",
        "null, 200"
    })
    @Tag("I8")
    void getWhenExpiryIsOddThenUnitsAreRightAndNothingOverflows(String exp, int status) {
        start(Placements.Plain.class);
        String token = server.token().scope("read").claim("exp", exp).issue();

        Answer answer = get(CLOSED, token);

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        if (status == 503) {
            assertUnavailable(answer);
        }
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Tag("I8")
    void getWhenExpiryIsAbsentThenGranted() {
        start(Placements.Plain.class);

        assertThat(get(CLOSED, server.token().scope("read").withoutClaim("exp").issue())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"readonly", "rea", "READ", "read,write", "xread", "read\\twrite", ""})
    @Tag("I9")
    void getWhenScopeIsNotWholeThenForbidden(String granted) {
        start(Placements.Plain.class);

        assertForbidden(get(CLOSED, server.issue(granted, "john")), "read");
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Tag("I9")
    void getWhenOneOfSeveralElementsIsMissingThenForbidden() {
        start(Placements.Locators.class);

        assertForbidden(get("j5/both", server.issue("read readwrite", "john")), "read write");
        assertThat(get("j5/both", server.issue("x write y read z", "john")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "null | 403",
                "[\"read\",\"write\"] | 200",
                "[\"other\",\"read write\"] | 200",
                "[] | 403",
                "[\"read\",7] | 503",
                "{} | 503"
            })
    @Tag("I10")
    void getWhenScopeHasAnotherFormThenReadOrRefused(String scope, int status) {
        start(Placements.Plain.class);
        String token = server.token().claim("scope", scope).issue();

        Answer answer = get(CLOSED, token);

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        if (status == 403) {
            assertForbidden(answer, "read");
        }
        assertThat(server.introspections()).isEqualTo(1);
    }

    @Test
    @Tag("I10")
    void getWhenScopeIsAbsentThenForbidden() {
        start(Placements.Plain.class);

        assertForbidden(get(CLOSED, server.token().withoutClaim("scope").issue()), "read");
    }

    @ParameterizedTest
    @CsvSource({
        "mfp.client-id, '  ', is blank",
        "mfp.client-id, a:b, without a colon",
        "mfp.client-secret, '', is blank",
        "mfp.authorization-server.url, '', is blank",
        "mfp.authorization-server.url, not a url, wanted",
        "mfp.authorization-server.url, /mfp/api, wanted",
        "mfp.authorization-server.url, ftp://127.0.0.1/mfp, wanted",
        "mfp.authorization-server.url, https://u:pw-pw-pw-pw-pw@example.com/mfp, without user information",
        "mfp.cache.size, many, a whole number",
        "mfp.timeout.read, 2s, ISO 8601"
    })
    @Tag("I11")
    void startWhenKeyIsWrongThenDeploymentFailsAndNamesIt(String key, String value, String wanted) {
        String failure = failureOf(
                Deployment.against(server).classes(Placements.Plain.class).config(key, value));

        assertThat(failure).contains(key).contains(wanted).doesNotContain("pw-pw-pw-pw-pw");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfp.client-id", "mfp.client-secret", "mfp.authorization-server.url"})
    @Tag("I11")
    void startWhenKeyIsMissingThenDeploymentFailsAndNamesIt(String key) {
        assertThat(failureOf(Deployment.against(server)
                        .classes(Placements.Plain.class)
                        .without(key)))
                .contains(key)
                .contains("is missing");
    }

    @ParameterizedTest
    @CsvSource({"LOST, 403", "STOLEN, 403", "DISABLED, 403", "ACTIVE, 200", "EXPIRED, 200", "SOMETHING_NEW, 200"})
    @Tag("I13")
    void getWhenDeviceHasStatusThenBlockedOnesAreForbidden(String deviceStatus, int status) {
        start(Placements.Plain.class);
        String token =
                server.token().scope("read").device("device-1", deviceStatus).issue();

        Answer answer = get(CLOSED, token);

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertForbidden(answer, "read");
        }
    }

    @Test
    @Tag("I13")
    void getWhenDeviceStatusesAreConfiguredThenTheseAreForbidden() {
        start(Deployment.against(server)
                .classes(Placements.Plain.class)
                .config("mfp.token.deny-device-status", "EXPIRED"));

        assertThat(get(CLOSED, server.token().scope("read").device("1", "LOST").issue())
                        .status())
                .isEqualTo(200);
        assertForbidden(
                get(CLOSED, server.token().scope("read").device("2", "EXPIRED").issue()), "read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"accounts\" | 200",
                "[\"other\",\"accounts\"] | 200",
                "\"other\" | 401",
                "\"accounts-admin\" | 401",
                "\"account\" | 401",
                "\"ACCOUNTS\" | 401",
                "[] | 401",
                "null | 401",
                "[\"accounts\",7] | 503",
                "7 | 503"
            })
    @Tag("A1")
    void getWhenAudienceIsRequiredThenItMustBeNamed(String audience, int status) {
        start(Deployment.against(server)
                .classes(Placements.Plain.class)
                .config("mfp.token.required-audience", "accounts"));

        Answer answer =
                get(CLOSED, server.token().scope("read").claim("aud", audience).issue());

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        if (status == 401) {
            assertInvalidToken(answer);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "\"https://as.example.com\" | 200",
                "\"https://as.example.com/\" | 401",
                "\"https://evil.example.com\" | 401",
                "null | 401",
                "7 | 503"
            })
    @Tag("A2")
    void getWhenIssuerIsRequiredThenItMustBeThatOne(String issuer, int status) {
        start(Deployment.against(server)
                .classes(Placements.Plain.class)
                .config("mfp.token.required-issuer", "https://as.example.com"));

        Answer answer =
                get(CLOSED, server.token().scope("read").claim("iss", issuer).issue());

        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        if (status == 401) {
            assertInvalidToken(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"jkt\":\"abc\"}", "{\"x5t#S256\":\"abc\"}", "{}", "\"odd\""})
    @Tag("A3")
    void getWhenTokenIsBoundToKeyThenInvalidToken(String confirmation) {
        start(Placements.Plain.class);

        assertInvalidToken(get(
                CLOSED, server.token().scope("read").claim("cnf", confirmation).issue()));
    }

    @Test
    @Tag("A7")
    void getWhenRequestNamesOtherHostsThenOurServerAloneIsAsked() {
        start(Placements.Plain.class);
        try (MobileFirstServer other = MobileFirstServer.start()) {
            URI theirs = other.url();
            String token = server.token()
                    .scope("read")
                    .claim("iss", "\"" + theirs + "\"")
                    .claim("introspection_endpoint", "\"" + theirs + "/az/v1/introspection\"")
                    .issue();

            Answer answer = request("GET", CLOSED)
                    .header("X-Forwarded-Host", theirs.getAuthority())
                    .header("Forwarded", "host=" + theirs.getAuthority())
                    .header("Origin", theirs.toString())
                    .token(token)
                    .send();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(server.introspections()).isEqualTo(1);
            assertThat(other.connections()).isZero();
        }
    }

    @Test
    @Tag("M1")
    void getWhenConflictThenHeaderAlone() {
        start(Placements.Plain.class);
        String token = server.issue("read", "john");
        server.conflict(token, 1);

        Answer conflict = get(CLOSED, token);

        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.all("MFP-Conflict")).hasSize(1);
        assertThat(conflict.all("WWW-Authenticate")).isEmpty();
        assertThat(conflict.body()).isEmpty();
        assertThat(get(CLOSED, token).status()).isEqualTo(200);
        assertThat(server.introspections()).isEqualTo(2);
    }

    @Test
    @Tag("M2")
    void getWhenConflictWithoutHeaderThenUnavailable() {
        start(Placements.Plain.class);
        server.failIntrospection(Fault.status(409));

        assertUnavailable(get(CLOSED, server.issue("read", "john")));
    }

    @Test
    @Tag("M3")
    void getWhenServerIsInAnyTroubleThenNeverChallenge() {
        start(Deployment.against(server)
                .classes(Placements.Plain.class)
                .config("mfp.timeout.total", "PT0.5S")
                .config("mfp.circuit-breaker.failures", "1000")
                .config("mfp.circuit-breaker.window", "1000")
                .config("mfp.introspection.client-rejected-pause", "PT0S"));
        List<Fault> faults = List.of(
                Fault.status(500),
                Fault.status(401),
                Fault.status(403),
                Fault.resetBeforeAnswer(),
                Fault.resetInBody(),
                Fault.garbage(),
                Fault.hang(),
                Fault.notJson(),
                Fault.tooManyRequests("1"));

        for (Fault fault : faults) {
            server.fail(fault);
            assertUnavailable(get(CLOSED, server.issue("read", "john")));
            server.recover();
        }
        server.stopListening();
        assertUnavailable(get(CLOSED, server.issue("read", "john")));
    }
}
