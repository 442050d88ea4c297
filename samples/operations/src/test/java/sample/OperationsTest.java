package sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class OperationsTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI root;

    Servers.Access servers;

    @Inject
    Spans spans;

    /** A state can take several seconds to change, and longer on a busy machine. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofMinutes(1));
    }

    @Test
    void documentWhenReadThenShowsScopesAndRefusals() throws Exception {
        JsonObject document = parsed(get("q/openapi?format=json").body());

        JsonObject paths = document.getJsonObject("paths");
        JsonObject balance = paths.getJsonObject("/accounts/balance").getJsonObject("get");
        JsonObject transfer = paths.getJsonObject("/accounts/transfer").getJsonObject("post");
        JsonObject rates = paths.getJsonObject("/accounts/rates").getJsonObject("get");
        assertEquals("[{\"MobileFirst\":[\"accessRestricted\"]}]", balance.getJsonArray("security").toString());
        assertEquals(
                "[{\"MobileFirst\":[\"transfer\",\"accessRestricted\"]}]",
                transfer.getJsonArray("security").toString());
        assertNull(rates.getJsonArray("security"));
        assertTrue(balance.getJsonObject("responses").keySet().containsAll(Set.of("401", "403", "503")));
        assertEquals(
                "bearer",
                document.getJsonObject("components")
                        .getJsonObject("securitySchemes")
                        .getJsonObject("MobileFirst")
                        .getString("scheme"));
    }

    @Test
    void pagesWhenOpenedThenAreThere() throws Exception {
        String page = get("").body();

        for (String link : List.of("/q/swagger-ui/", "/q/openapi?format=json", "/q/health/ready")) {
            assertTrue(page.contains("\"" + link + "\""), link);
            assertEquals(200, get(link).statusCode(), link);
        }
        assertTrue(page.contains("\"http://127.0.0.1:9464/metrics\""));
    }

    @Test
    void readinessWhenTheServerFailsThenDownAndUpAfterwards() throws Exception {
        await().until(() -> get("q/health/ready").statusCode() == 200);

        servers.authorization().failIntrospection(Fault.status(503));
        await().until(() -> get("q/health/ready").statusCode() == 503);
        JsonObject check = parsed(get("q/health/ready").body()).getJsonArray("checks").stream()
                .map(JsonValue::asJsonObject)
                .filter(each -> each.getString("name").equals("mfp-authorization-server"))
                .findFirst()
                .orElseThrow();
        servers.authorization().recover();

        assertEquals("DOWN", check.getString("status"));
        await().until(() -> get("q/health/ready").statusCode() == 200);
    }

    @Test
    void metricsWhenRequestsAreDecidedThenAreInTheTextForPrometheus() throws Exception {
        get("accounts/balance", servers.authorization().issue("accessRestricted", "john"));
        get("accounts/balance");

        String metrics = metrics();

        assertTrue(metrics.contains("# TYPE mfp_decision_total counter"));
        assertTrue(metrics.contains("# UNIT mfp_introspection_duration_seconds seconds")
                || metrics.contains("# TYPE mfp_introspection_duration_seconds histogram"));
        List<String> samples = List.of(
                "mfp_decision_total{mfp_authorization_server=\"default\",.*outcome=\"granted\".*} [1-9].*",
                "mfp_decision_total{mfp_authorization_server=\"default\",.*reason=\"missing_token\".*} [1-9].*",
                "mfp_introspection_duration_seconds_bucket{.*outcome=\"active\",.*le=\"0.001\"} .*",
                "mfp_introspection_duration_seconds_count{.*outcome=\"active\".*} [1-9].*",
                "mfp_introspection_active{.*} 0.0",
                "mfp_introspection_queued{.*} 0.0",
                "mfp_cache_requests_total{.*result=\"miss\"} [1-9].*",
                "mfp_cache_evictions_total{.*} 0.0",
                "mfp_cache_size{.*} [1-9].*",
                "mfp_circuit_breaker_state_ratio{.*state=\"closed\"} 1.0");
        for (String sample : samples) {
            assertTrue(metrics.lines().anyMatch(line -> line.matches(sample.replace("{", "\\{").replace("}", "\\}"))), () -> sample + " is not in\n" + metrics);
        }
    }

    @Test
    void dashboardAndAlertsWhenReadThenPrometheusGetsEachOfTheirMetrics() throws Exception {
        get("accounts/balance", servers.authorization().issue("accessRestricted", "john"));
        servers.authorization().failIntrospection(Fault.status(503));
        await().until(() -> {
            get("accounts/balance", servers.authorization().issue("accessRestricted", "john"));
            return metrics().contains("error_type=\"circuit_open\"");
        });
        servers.authorization().recover();
        await().until(() -> get("q/health/ready").statusCode() == 200);
        Path directory = Path.of("../../docs/dashboards");
        Set<String> named = new TreeSet<>();
        for (String file : List.of("mfp-jaxrs-security.json", "mfp-jaxrs-security-alerts.yaml")) {
            Pattern.compile("\\bmfp_(?!authorization_server\\b)\\w+")
                    .matcher(Files.readString(directory.resolve(file)))
                    .results()
                    .forEach(name -> named.add(name.group()));
        }

        Set<String> served = metrics()
                .lines()
                .filter(line -> line.startsWith("mfp_"))
                .map(line -> line.replaceAll("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(11, named.size());
        assertEquals(named, served);
    }

    @Test
    void spansWhenATokenIsIntrospectedThenAreBelowThatOfTheRequest() throws Exception {
        get("accounts/balance", servers.authorization().issue("accessRestricted", "john"));

        SpanData introspection = await().until(() -> spans.find("mfp.introspection"), Optional::isPresent).orElseThrow();
        SpanData request = await().until(() -> spans.withId(introspection.getParentSpanId()), Optional::isPresent)
                .orElseThrow();

        assertEquals(SpanKind.SERVER, request.getKind());
    }

    @Test
    void decisionsWhenTakenThenReachAnalytics() throws Exception {
        String token = servers.authorization().issue("accessRestricted", "john");

        assertEquals("balance of john", get("accounts/balance", token).body());
        assertEquals(401, get("accounts/balance").statusCode());

        await().until(() -> reported().contains("MISSING_AUTH_HEADER"));
        assertTrue(reported().contains("\"validationCode\":\"AUTHORIZATION_SUCCESS\""));
        assertFalse(reported().contains(token));
    }

    @Test
    void decisionsWhenTakenThenEachIsALineOfJsonInTheLog() throws Exception {
        Queue<String> lines = new ConcurrentLinkedQueue<>();
        Handler handler = new ExtHandler() {
            @Override
            protected void doPublish(ExtLogRecord entry) {
                lines.add(entry.getFormattedMessage());
            }
        };
        Logger logger = Logger.getLogger("decisions");
        logger.addHandler(handler);
        String token = servers.authorization().issue("accessRestricted", "john");
        try {
            get("accounts/balance", token);
            get("accounts/balance");
            await().until(() -> lines.size() == 2);
        } finally {
            logger.removeHandler(handler);
        }

        List<JsonObject> decisions = lines.stream().map(OperationsTest::parsed).toList();
        JsonObject granted = decisions.stream().filter(each -> each.getBoolean("granted")).findFirst().orElseThrow();
        JsonObject refused = decisions.stream().filter(each -> !each.getBoolean("granted")).findFirst().orElseThrow();
        assertEquals("accessRestricted", granted.getString("scope"));
        assertEquals("/accounts/balance", granted.getString("path"));
        assertEquals("GET", granted.getString("method"));
        assertTrue(granted.containsKey("client"));
        assertEquals("MISSING_TOKEN", refused.getString("reason"));
        assertFalse(String.join("", lines).contains(token));
        assertFalse(String.join("", lines).contains("john"));
    }

    @Test
    void decisionLogWhenPrintedInTheDocumentationThenIsThatOfThisSample() throws Exception {
        String source = Files.readString(Path.of("src/main/java/sample/DecisionLog.java"));

        assertTrue(Files.readString(Path.of("../../docs/how-to/json-logs.md"))
                .contains(source.substring(source.indexOf("@ApplicationScoped\n"))));
    }

    private String reported() {
        return String.join("", servers.analytics().batches());
    }

    private String metrics() throws Exception {
        URI address = URI.create("http://127.0.0.1:" + servers.metricsPort() + "/metrics");
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
    }

    private static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Authorization", "Bearer " + token)
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
