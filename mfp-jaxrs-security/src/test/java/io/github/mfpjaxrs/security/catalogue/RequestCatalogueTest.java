package io.github.mfpjaxrs.security.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.catalogue.RawRequest.Answer;
import io.github.mfpjaxrs.security.testkit.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and challenges: section 1 of the catalogue. */
class RequestCatalogueTest extends CatalogueCase {

    private static final String CLOSED = "plain/closed";

    @Override
    protected RuntimeUnderTest runtime() {
        return new JerseyRuntime();
    }

    @Test
    @Tag("H1")
    void getWhenNoAuthorizationThenSchemeAlone() {
        start(Placements.Plain.class);

        assertNoToken(get(CLOSED));
        assertThat(server.introspections()).isZero();
        assertThat(server.tokenRequests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic am9objpzZWNyZXQtc2VjcmV0",
                "DPoP abcdefghijklmnop",
                "Newthing x=y",
                "BearerX abcdefghijklmnop"
            })
    @Tag("H2")
    void getWhenSchemeIsAnotherThenAsWithout(String authorization) {
        start(Placements.Plain.class);

        assertNoToken(getWith(CLOSED, authorization));
        assertThat(server.introspections()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bearer ", "BEARER ", "bEaReR ", "Bearer     "})
    @Tag("H3")
    void getWhenSchemeIsWrittenOtherwiseThenAccepted(String scheme) {
        start(Placements.Plain.class);
        String token = server.issue("read", "john");

        assertThat(getWith(CLOSED, scheme + token).body()).isEqualTo("john");
        assertThat(server.introspections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer,",
                "Bearer abcdefghijkl,mnopqrst",
                "Bearer abcdefghijkl mnopqrst",
                "Bearer abcdefghijkl\u0001mnopq",
                "Bearer abcdefghijkl\tmnopqrs",
                "Bearer abcdefghijkl=mnopqrst",
                "Bearer =",
                "Bearer abcdefghijkl\u00e9mnopqr",
                "Bearer \"abcdefghijklmnopqrst\"",
                "Bearer abcdefghijkl%00mnopqrs",
                "Bearer abcdefghijklmnop, Bearer abcdefghijklmnop"
            })
    @Tag("H4")
    void getWhenTokenIsMalformedThenInvalidTokenWithoutAsking(String authorization) {
        start(Placements.Plain.class);

        Answer answer = getWith(CLOSED, authorization);

        if (answer.status() == 400 && answer.all("WWW-Authenticate").isEmpty()) {
            // The HTTP server itself rejects such a header field.
            assertThat(authorization).containsPattern("[\\x00-\\x1F]");
        } else {
            assertInvalidToken(answer);
        }
        assertThat(server.introspections()).isZero();
        assertThat(server.tokenRequests()).isZero();
    }

    @Test
    @Tag("H5")
    void getWhenTwoAuthorizationLinesThenInvalidRequest() {
        start(Placements.Plain.class);
        String token = server.issue("read", "john");

        Answer twice = request("GET", CLOSED).token(token).token(token).send();
        Answer mixed = request("GET", CLOSED)
                .header("Authorization", "Basic am9objpzZWNyZXQtc2VjcmV0")
                .token(token)
                .send();

        assertRefused(twice, 400, "Bearer error=\"invalid_request\"");
        assertRefused(mixed, 400, "Bearer error=\"invalid_request\"");
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("H6")
    void postWhenTokenIsInFormThenIgnored() {
        start(Placements.WithBody.class);
        String token = server.issue("read", "john");

        Answer answer = request("POST", "body/form")
                .body("application/x-www-form-urlencoded", "a=b&access_token=" + token)
                .send();

        assertNoToken(answer);
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("H7")
    void getWhenTokenIsInQueryThenIgnored() {
        start(Placements.Plain.class);

        assertNoToken(get(CLOSED + "?access_token=" + server.issue("read", "john")));
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("H8")
    void getWhenTokenIsInCookieThenIgnored() {
        start(Placements.Plain.class);
        String token = server.issue("read", "john");

        Answer answer = request("GET", CLOSED)
                .header("Cookie", "Bearer=" + token + "; access_token=" + token + "; Authorization=" + token)
                .send();

        assertNoToken(answer);
        assertThat(server.introspections()).isZero();
    }

    @Test
    @Tag("H9")
    void getWhenTokenIsLongerThanAllowedThenRefusedWithoutAsking() {
        start(Deployment.against(server).classes(Placements.Plain.class).config("mfp.token.max-length", "1000"));
        String longest = server.token().scope("read").value("a".repeat(1000)).issue();
        String longer = server.token().scope("read").value("a".repeat(1001)).issue();

        assertInvalidToken(get(CLOSED, longer));
        assertInvalidToken(get(CLOSED, longer));
        assertThat(server.introspections()).isZero();
        assertThat(get(CLOSED, longest).status()).isEqualTo(200);
    }

    @Test
    @Tag("C1")
    void getWhenRefusedThenExactlyMobileFirstsBytes() {
        start(Placements.Plain.class);
        String conflicting = server.issue("read", "john");
        server.conflict(conflicting);

        assertRefused(get(CLOSED), 401, "Bearer");
        assertRefused(get(CLOSED, "unknown-token-0123456789"), 401, "Bearer error=\"invalid_token\"");
        assertRefused(
                get(CLOSED, server.issue("other", "john")), 403, "Bearer error=\"insufficient_scope\", scope=\"read\"");
        Answer conflict = get(CLOSED, conflicting);
        assertThat(conflict.status()).isEqualTo(409);
        assertThat(conflict.all("WWW-Authenticate")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "mfp.realm         | a\"b",
                "mfp.realm         | a\\b",
                "mfp.default-scope | a\"b",
                "mfp.default-scope | a\\b"
            })
    @Tag("C2")
    void startWhenValueWouldEndQuotedStringThenDeploymentFails(String key, String value) {
        assertThat(failureOf(Deployment.against(server)
                        .classes(Placements.Plain.class)
                        .config(key, value)))
                .contains(key);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mfp.realm", "mfp.default-scope"})
    @Tag("C2")
    void startWhenValueHasLineBreakThenDeploymentFails(String key) {
        String failure = failureOf(
                Deployment.against(server).classes(Placements.Plain.class).config(key, "a\r\nSet-Cookie: b=c"));

        assertThat(failure).contains(key).doesNotContain("\r");
    }

    @Test
    @Tag("C2")
    void getWhenRealmIsConfiguredThenItStandsFirst() {
        start(Deployment.against(server).classes(Placements.Plain.class).config("mfp.realm", "accounts"));

        assertRefused(get(CLOSED), 401, "Bearer realm=\"accounts\"");
        assertRefused(
                get(CLOSED, server.issue("other", "john")),
                403,
                "Bearer realm=\"accounts\", error=\"insufficient_scope\", scope=\"read\"");
    }

    @ParameterizedTest
    @CsvSource({"*/*, true", "application/json, true", "application/problem+json, true", "text/html, false"})
    @Tag("C3")
    void getWhenRefusedThenProblemIsConstantAndNegotiated(String accept, boolean problem) {
        start(Placements.Plain.class);

        Answer answer = request("GET", CLOSED)
                .header("Accept", accept)
                .token("unknown-token-0123456789")
                .send();

        assertInvalidToken(answer);
        if (problem) {
            assertThat(answer.all("Content-Type")).containsExactly("application/problem+json");
            assertThat(answer.body())
                    .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                            + "\"detail\":\"The access token is not valid.\"}");
        } else {
            assertThat(answer.body()).isEmpty();
        }
    }

    @Test
    @Tag("C3")
    void getWhenBodyIsTurnedOffThenEmpty() {
        start(Deployment.against(server).classes(Placements.Plain.class).config("mfp.error-body", "none"));

        Answer refused = get(CLOSED);
        server.failIntrospection(Fault.status(500));
        Answer unavailable = get(CLOSED, server.issue("read", "john"));

        assertNoToken(refused);
        assertThat(refused.body()).isEmpty();
        assertThat(unavailable.status()).isEqualTo(503);
        assertThat(unavailable.body()).isEmpty();
    }
}
