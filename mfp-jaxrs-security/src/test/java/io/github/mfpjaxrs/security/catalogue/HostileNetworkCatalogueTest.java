package io.github.mfpjaxrs.security.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.catalogue.RawRequest.Answer;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile input and network: section 5 of the catalogue. */
class HostileNetworkCatalogueTest extends CatalogueCase {

    private static final String CLOSED = "plain/closed";
    private static final String JSON = "application/json";

    /** More than a bounded response needs, and far less than an unbounded one. */
    private static final long FLAT = 16L << 20;

    @TempDir
    Path directory;

    @Override
    protected RuntimeUnderTest runtime() {
        return new JerseyRuntime();
    }

    @Test
    @Tag("L1")
    void logWhenEveryLevelIsOnThenNoPartOfAnyTokenIsInIt() {
        start(Placements.Plain.class);
        String good = secretToken();
        server.token().scope("read").user("john").value(good).issue();
        String unknown = secretToken();
        String troubled = secretToken();
        server.token().scope("read").value(troubled).fault(Fault.notJson()).issue();

        assertThat(get(CLOSED, good).status()).isEqualTo(200);
        assertInvalidToken(get(CLOSED, unknown));
        assertUnavailable(get(CLOSED, troubled));

        List<String> lines = log.all().stream().map(LogRecorder.Line::text).toList();
        assertThat(log.ours(Level.ALL)).isNotEmpty();
        for (String token : List.of(good, unknown, troubled)) {
            for (int i = 0; i + 9 <= token.length(); i++) {
                String piece = token.substring(i, i + 9);
                assertThat(lines).noneMatch(line -> line.contains(piece));
            }
        }
    }

    @Test
    @Tag("L1")
    void toStringWhenTokenWasValidatedThenTokenIsNotInIt() {
        start(Placements.Plain.class);
        String token = secretToken();
        server.token().scope("read").user("john").value(token).issue();
        TokenValidator validator = application().bean(TokenValidator.class);

        AccessDecision granted = validator.validate(List.of("Bearer " + token), RequiredScope.allOf("read"));
        AccessDecision refused = validator.validate(List.of("Bearer " + token + "x"), RequiredScope.allOf("read"));

        assertThat(granted).isInstanceOf(AccessDecision.Granted.class);
        assertThat(Stream.of(granted, refused, validator, application().bean(TokenCache.class))
                        .map(Object::toString))
                .noneMatch(text -> text.contains(token) || text.contains(server.clientSecret()));
    }

    @Test
    @Tag("L2")
    void logWhenTextFromOutsideHasLineBreaksThenTheyAreEscaped() {
        start(Placements.Plain.class);
        String forged = "\\r\\nSEVERE: forged";
        String token = server.token()
                .claim("scope", "\"other" + forged + "\"")
                .claim("username", "\"john" + forged + "\"")
                .issue();

        assertForbidden(get(CLOSED, token), "read");
        get("plain/closed%0D%0ASEVERE:%20forged");
        get("plain/closed;a=%0D%0ASEVERE:%20forged", token);
        server.failToken(Fault.status(
                400, java.util.Map.of("Content-Type", JSON), "{\"error\":\"invalid_client\r\nSEVERE: forged\"}"));
        server.revokeOwnTokens();
        assertUnavailable(get(CLOSED, server.issue("read", "jane")));

        assertThat(log.ours(Level.ALL))
                .isNotEmpty()
                .noneMatch(line -> line.text().matches("(?s).*[\\r\\n].*"));
    }

    static List<Fault> largeAnswers() {
        return List.of(Fault.hugeBody(100L << 20), Fault.hugeBody(1L << 40), Fault.gzipBomb());
    }

    @ParameterizedTest
    @MethodSource("largeAnswers")
    @Tag("P1")
    void getWhenAnswerIsHugeThenUnavailableAndHeapStaysFlat(Fault fault) {
        start(Placements.Plain.class);
        get(CLOSED, server.issue("read", "warm"));
        server.failIntrospection(fault);
        long before = allocated();

        assertUnavailable(get(CLOSED, server.issue("read", "john")));

        assertThat(allocated() - before).isLessThan(FLAT);
        assertThat(log.ours(Level.WARNING))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.text()).containsAnyOf("is larger than 65536 bytes", "is compressed"));
    }

    static List<String> deepAnswers() {
        return List.of(
                "[".repeat(100_000) + "]".repeat(100_000),
                "[".repeat(30_000) + "]".repeat(30_000),
                "{\"a\":".repeat(9_000) + "1" + "}".repeat(9_000),
                "9".repeat(1_000_000),
                "9".repeat(60_000),
                "1e" + "9".repeat(60_000));
    }

    @ParameterizedTest
    @MethodSource("deepAnswers")
    @Tag("P1")
    void getWhenAnswerIsDeepOrItsNumberLongThenUnavailable(String value) {
        start(Placements.Plain.class);
        get(CLOSED, server.issue("read", "warm"));
        String body = "{\"active\":true,\"scope\":\"read\",\"x\":" + value + "}";
        server.failIntrospection(Fault.body(JSON, body.getBytes(StandardCharsets.UTF_8)));
        long before = allocated();

        assertUnavailable(get(CLOSED, server.issue("read", "john")));

        assertThat(allocated() - before).isLessThan(FLAT);
        assertThat(server.introspections()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"active\":false,\"scope\":\"read\",\"active\":true}",
                "{\"active\":true,\"scope\":\"read\",\"active\":true}",
                "{\"active\":null,\"scope\":\"read\",\"active\":true}",
                "{\"active\":true,\"scope\":\"other\",\"scope\":\"read\"}",
                "{\"active\":false,\"scope\":\"read\",\"\\u0061ctive\":true}"
            })
    @Tag("P2")
    void getWhenMemberStandsTwiceThenUnavailable(String body) {
        start(Placements.Plain.class);
        server.failIntrospection(Fault.body(JSON, body.getBytes(StandardCharsets.UTF_8)));

        assertUnavailable(get(CLOSED, server.issue("read", "john")));
        assertThat(server.introspections()).isEqualTo(1);
    }

    static List<Fault> wrongAnswers() {
        byte[] active = "{\"active\":true,\"scope\":\"read\"}".getBytes(StandardCharsets.UTF_8);
        return List.of(
                Fault.body(JSON, "{\"active\":true,\"scope\":\"read\0\"}".getBytes(StandardCharsets.UTF_8)),
                Fault.body(JSON, "\0{\"active\":true,\"scope\":\"read\"}".getBytes(StandardCharsets.UTF_8)),
                Fault.body(
                        JSON,
                        "{\"active\":true,\"scope\":\"read\",\"a\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1)),
                Fault.body(JSON, "{\"active\":true,\"scope\":\"read\"}".getBytes(StandardCharsets.UTF_16)),
                Fault.body("text/plain", active),
                Fault.body("text/html", active),
                Fault.body("application/jsonx", active),
                Fault.wrongContentType(),
                Fault.notJson());
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    @Tag("P3")
    void getWhenAnswerIsNotSoundJsonThenUnavailable(Fault fault) {
        start(Placements.Plain.class);
        server.failIntrospection(fault);

        assertUnavailable(get(CLOSED, server.issue("read", "john")));
        assertThat(server.introspections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    @Tag("N1")
    void getWhenServerRedirectsThenTargetIsNeverCalled(int status) {
        start(Placements.Plain.class);
        try (MobileFirstServer target = MobileFirstServer.start()) {
            server.failIntrospection(Fault.redirect(status, target.url().resolve("/mfp/api/az/v1/introspection")));
            assertUnavailable(get(CLOSED, server.issue("read", "john")));
            server.recover();
            server.revokeOwnTokens();
            server.failToken(Fault.redirect(status, target.url().resolve("/mfp/api/az/v1/token")));
            assertUnavailable(get(CLOSED, server.issue("read", "jane")));

            assertThat(target.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://as.example.com/mfp/api",
                "HTTP://as.example.com/mfp/api",
                "http://127.0.0.1.example.com/mfp/api",
                "http://localhost.example.com/mfp/api",
                "http://10.0.0.1/mfp/api"
            })
    @Tag("N2")
    void startWhenServerIsElsewhereWithoutTlsThenDeploymentFails(String url) {
        assertThat(failureOf(Deployment.against(server)
                        .classes(Placements.Plain.class)
                        .config("mfp.authorization-server.url", url)))
                .contains("mfp.authorization-server.url")
                .contains("mfp.authorization-server.allow-http=true");
    }

    @Test
    @Tag("N2")
    void startWhenNamedKeyAllowsItThenStarts() {
        start(Deployment.against(server)
                .classes(Placements.Plain.class)
                .config("mfp.authorization-server.url", "http://as.example.com/mfp/api")
                .config("mfp.authorization-server.allow-http", "true"));

        assertNoToken(get(CLOSED));
    }

    @Test
    @Tag("N3")
    void getWhenCertificateIsRightThenTrustStoreKeyMakesItWork() throws Exception {
        TestCertificates authority = new TestCertificates();
        speakTls(authority, authority.server(GeneralName.iPAddress, "127.0.0.1", Duration.ofDays(1)));
        start(trusting(authority));

        assertClosed(CLOSED, "read");
    }

    @Test
    @Tag("N3")
    void getWhenServerDemandsCertificateThenKeyStoreKeyMakesItWork() throws Exception {
        TestCertificates authority = new TestCertificates();
        KeyStore own = authority.server(GeneralName.iPAddress, "127.0.0.1", Duration.ofDays(1));
        server.close();
        server =
                MobileFirstServer.builder().tls(authority.demandingContext(own)).start();
        start(trusting(authority)
                .config(
                        "mfp-authorization-server/mp-rest/keyStore",
                        TestCertificates.saved(own, directory.resolve("key.p12")))
                .config("mfp-authorization-server/mp-rest/keyStorePassword", TestCertificates.PASSWORD)
                .config("mfp-authorization-server/mp-rest/keyStoreType", "PKCS12"));

        assertClosed(CLOSED, "read");
    }

    @Test
    @Tag("N3")
    void getWhenServerDemandsCertificateAndThereIsNoneThenUnavailable() throws Exception {
        TestCertificates authority = new TestCertificates();
        server.close();
        server = MobileFirstServer.builder()
                .tls(authority.demandingContext(
                        authority.server(GeneralName.iPAddress, "127.0.0.1", Duration.ofDays(1))))
                .start();
        start(trusting(authority));

        assertUnavailable(get(CLOSED, server.issue("read", "john")));
        assertThat(server.tokenRequests()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"iPAddress, 127.0.0.2, P1D", "dNSName, as.example.com, P1D", "iPAddress, 127.0.0.1, PT-1H"})
    @Tag("N3")
    void getWhenCertificateIsWrongThenUnavailable(String kind, String name, Duration lifetime) throws Exception {
        TestCertificates authority = new TestCertificates();
        int type = kind.equals("iPAddress") ? GeneralName.iPAddress : GeneralName.dNSName;
        speakTls(authority, authority.server(type, name, lifetime));
        start(trusting(authority));

        assertDistrusted();
    }

    @Test
    @Tag("N3")
    void getWhenAuthorityIsUnknownThenUnavailable() throws Exception {
        TestCertificates authority = new TestCertificates();
        speakTls(authority, authority.server(GeneralName.iPAddress, "127.0.0.1", Duration.ofDays(1)));
        start(trusting(new TestCertificates()));

        assertDistrusted();
    }

    @Test
    @Tag("N3")
    void getWhenNoTrustStoreIsConfiguredThenUnavailable() throws Exception {
        TestCertificates authority = new TestCertificates();
        speakTls(authority, authority.server(GeneralName.iPAddress, "127.0.0.1", Duration.ofDays(1)));
        start(Placements.Plain.class);

        assertDistrusted();
    }

    /**
     * Asserts a 503 without a challenge, no request to the server, and a single ERROR no matter how often it happens.
     */
    private void assertDistrusted() {
        for (int i = 0; i < 3; i++) {
            Answer answer = get(CLOSED, server.issue("read", "john"));
            assertUnavailable(answer);
        }
        assertThat(server.introspections()).isZero();
        assertThat(server.tokenRequests()).isZero();
        assertThat(log.ours(Level.SEVERE))
                .singleElement()
                .satisfies(
                        line -> assertThat(line.text()).contains("TLS", "mfp-authorization-server/mp-rest/trustStore"));
    }

    private void speakTls(TestCertificates authority, KeyStore own) throws Exception {
        server.close();
        server = MobileFirstServer.builder().tls(authority.context(own)).start();
    }

    private Deployment trusting(TestCertificates authority) throws Exception {
        String keys = "mfp-authorization-server/mp-rest/";
        return Deployment.against(server)
                .classes(Placements.Plain.class)
                .config(keys + "trustStore", TestCertificates.saved(authority.trust(), directory.resolve("trust.p12")))
                .config(keys + "trustStorePassword", TestCertificates.PASSWORD)
                .config(keys + "trustStoreType", "PKCS12");
    }

    private static String secretToken() {
        return "q" + UUID.randomUUID().toString().replace("-", "Z") + UUID.randomUUID();
    }

    /** Returns the memory that the threads that read responses have allocated so far, including garbage. */
    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Stream.of(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("mfp-introspection"))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getThreadId()))
                .sum();
    }
}
