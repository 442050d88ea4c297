package io.github.mfpjaxrs.security.benchmarks;

import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the operations sample together with Prometheus while the authorization server is slow, fails and recovers. Then
 * evaluates every query in the Grafana dashboard, and draws the dashboard's panels and the alerts that fired. Fails if
 * a query has no result, or if the metrics do not match the requests that were sent.
 */
public final class DashboardRun {

    private static final int SCRAPE_SECONDS = 5;
    /** The rate interval that Grafana chooses at this resolution, which is four scrapes. */
    private static final int RATE_SECONDS = 4 * SCRAPE_SECONDS;

    private static final long WARM_UP_SECONDS = 60;
    private static final int USERS = 60;
    private static final long MILLIS_BETWEEN_REQUESTS = 50;
    private static final Pattern VARIABLE = Pattern.compile("\\$(job|server|__rate_interval)\\b");
    private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Path work;
    private final Path dashboards;
    private final int applicationPort = freePort();
    private final int metricsPort = freePort();
    private final int prometheusPort = freePort();
    private final AtomicLong sent = new AtomicLong();
    private final String[] tokens = new String[USERS];

    private DashboardRun(Path work, Path dashboards) throws IOException {
        this.work = Files.createDirectories(work);
        this.dashboards = dashboards;
    }

    /** A part of the run. */
    private record Phase(String name, int seconds, Fault introspection, boolean withCredentials) {

        Phase(String name, int seconds) {
            this(name, seconds, Fault.status(200), true);
        }
    }

    /** Expects as arguments the sample's jar, the dashboard directory, a working directory, and the plot to write. */
    public static void main(String[] arguments) throws Exception {
        Locale.setDefault(Locale.ROOT);
        Path plot = Path.of(arguments[3]).toAbsolutePath();
        new DashboardRun(
                        Path.of(arguments[2]).toAbsolutePath(),
                        Path.of(arguments[1]).toAbsolutePath())
                .record(Path.of(arguments[0]).toAbsolutePath(), plot);
    }

    private void record(Path application, Path plot) throws Exception {
        List<Process> processes = new ArrayList<>();
        try (MobileFirstServer server = MobileFirstServer.start()) {
            processes.add(startApplication(application, server));
            awaitResponse("http://127.0.0.1:" + metricsPort + "/metrics");
            processes.add(startPrometheus());
            awaitResponse("http://127.0.0.1:" + prometheusPort + "/-/ready");
            DashboardPlot drawn = drive(server);
            TimeUnit.SECONDS.sleep(2L * SCRAPE_SECONDS);
            compareCounts();
            draw(drawn);
            Files.writeString(plot, drawn.svg());
        } finally {
            for (Process process : processes) {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private Process startApplication(Path application, MobileFirstServer server) throws IOException {
        return start(
                "application",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dmfp.authorization-server.url=" + server.url(),
                "-Dmfp.client-id=" + server.clientId(),
                "-Dmfp.client-secret=" + server.clientSecret(),
                "-Dquarkus.http.port=" + applicationPort,
                "-Dotel.exporter.prometheus.port=" + metricsPort,
                "-jar",
                application.toString());
    }

    private Process startPrometheus() throws IOException {
        Path configuration = Files.writeString(work.resolve("prometheus.yml"), """
            global:
              scrape_interval: %1$ds
              evaluation_interval: %1$ds
            rule_files:
              - %2$s
            scrape_configs:
              - job_name: accounts
                static_configs:
                  - targets: ["127.0.0.1:%3$d"]
            """.formatted(
                        SCRAPE_SECONDS, dashboards.resolve("mfp-jaxrs-security-alerts.yaml"), metricsPort));
        return start(
                "prometheus",
                "prometheus",
                "--config.file=" + configuration,
                "--storage.tsdb.path=" + Files.createTempDirectory(work, "data"),
                "--web.listen-address=127.0.0.1:" + prometheusPort,
                "--log.level=warn");
    }

    private Process start(String name, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve(name + ".log").toFile())
                .start();
    }

    /** Sends requests during all phases, and returns a plot of these phases, to which panels have yet to be added. */
    private DashboardPlot drive(MobileFirstServer server) throws InterruptedException {
        for (int user = 0; user < USERS; user++) {
            tokens[user] = server.issue("accessRestricted", "user" + user);
        }
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(32);
        clients.scheduleAtFixedRate(
                () -> clients.execute(() -> request(server)), 0, MILLIS_BETWEEN_REQUESTS, TimeUnit.MILLISECONDS);
        // A process that has just started is slow.
        TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
        DashboardPlot plot = new DashboardPlot(System.currentTimeMillis() / 1000.0);
        for (Phase phase : List.of(
                new Phase("normal", 120),
                new Phase("slow", 90, Fault.delay(Duration.ofMillis(800)), true),
                new Phase("503", 210, Fault.status(503), true),
                new Phase("normal", 120),
                new Phase("credentials rejected", 60, Fault.status(401), false),
                new Phase("normal", 120))) {
            plot.phase(phase.name(), phase.seconds());
            System.out.println(phase.name());
            server.recover();
            if (!phase.name().equals("normal")) {
                server.failIntrospection(phase.introspection());
            }
            if (!phase.withCredentials()) {
                server.failToken(Fault.status(401));
                server.revokeOwnTokens();
            }
            TimeUnit.SECONDS.sleep(phase.seconds());
        }
        clients.shutdownNow();
        clients.awaitTermination(1, TimeUnit.MINUTES);
        return plot;
    }

    /** Of fifty requests, on average, four have a new token, one has no token, and one has an unknown token. */
    private void request(MobileFirstServer server) {
        Random random = ThreadLocalRandom.current();
        int user = random.nextInt(USERS);
        int kind = random.nextInt(50);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + applicationPort + "/accounts/balance"))
                .timeout(Duration.ofSeconds(20));
        if (kind > 0) {
            if (kind % 10 == 0) {
                tokens[user] = server.issue("accessRestricted", "user" + user);
            }
            request.header("Authorization", "Bearer " + (kind == 1 ? "unknown-" + random.nextLong() : tokens[user]));
        }
        try {
            http.send(request.build(), BodyHandlers.discarding());
            sent.incrementAndGet();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Compares the decisions with the requests. Requests that the end of the run interrupted might have been decided.
     */
    private void compareCounts() throws IOException, InterruptedException {
        JsonArray result = query("query?query=" + encoded("sum(mfp_decision_total)"));
        long decided = Math.round(
                Double.parseDouble(result.getJsonObject(0).getJsonArray("value").getString(1)));
        System.out.println("requests sent: " + sent + ", decisions counted: " + decided);
        if (decided < sent.get() || decided > sent.get() + 32) {
            throw new IllegalStateException("the metrics count other requests than were sent");
        }
    }

    private void draw(DashboardPlot plot) throws IOException, InterruptedException {
        JsonObject dashboard = parsed(Files.readString(dashboards.resolve("mfp-jaxrs-security.json")));
        for (JsonObject panel : dashboard.getJsonArray("panels").getValuesAs(JsonObject.class)) {
            String unit =
                    panel.getJsonObject("fieldConfig").getJsonObject("defaults").getString("unit", "");
            plot.panel(panel.getString("title"), unit);
            for (JsonObject target : panel.getJsonArray("targets").getValuesAs(JsonObject.class)) {
                String expression = withValues(target.getString("expr"));
                JsonArray series = range(plot, expression);
                if (series.isEmpty()) {
                    throw new IllegalStateException("no result of " + expression);
                }
                for (JsonObject each : series.getValuesAs(JsonObject.class)) {
                    plot.line(legend(target.getString("legendFormat"), each), points(each));
                }
            }
        }
        for (JsonObject alert : range(plot, "ALERTS{alertstate=\"firing\"}").getValuesAs(JsonObject.class)) {
            plot.alert(alert.getJsonObject("metric").getString("alertname"), points(alert));
        }
    }

    /** Replaces the variables as Grafana does, selecting all services and servers and an interval of four scrapes. */
    private static String withValues(String expression) {
        return VARIABLE.matcher(expression)
                .replaceAll(variable -> variable.group(1).equals("__rate_interval") ? RATE_SECONDS + "s" : ".*");
    }

    private static String legend(String format, JsonObject series) {
        JsonObject labels = series.getJsonObject("metric");
        return LEGEND.matcher(format)
                .replaceAll(label -> Matcher.quoteReplacement(
                        label.group(1).equals("instance") ? "" : labels.getString(label.group(1), "")))
                .strip();
    }

    private static Map<Double, Double> points(JsonObject series) {
        Map<Double, Double> points = new TreeMap<>();
        for (JsonValue value : series.getJsonArray("values")) {
            double number = Double.parseDouble(value.asJsonArray().getString(1));
            if (Double.isFinite(number)) {
                points.put(value.asJsonArray().getJsonNumber(0).doubleValue(), number);
            }
        }
        return points;
    }

    private JsonArray range(DashboardPlot plot, String expression) throws IOException, InterruptedException {
        return query(String.format(
                "query_range?query=%s&start=%.0f&end=%.0f&step=%d",
                encoded(expression), plot.start(), plot.end(), SCRAPE_SECONDS));
    }

    private JsonArray query(String request) throws IOException, InterruptedException {
        String body = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + prometheusPort + "/api/v1/" + request))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        JsonObject response = parsed(body);
        if (!response.getString("status").equals("success")) {
            throw new IOException(body);
        }
        return response.getJsonObject("data").getJsonArray("result");
    }

    private static String encoded(String expression) {
        return URLEncoder.encode(expression, StandardCharsets.UTF_8);
    }

    private static JsonObject parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private void awaitResponse(String address) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!isThere(request)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(address + " does not respond; see the logs in " + work);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean isThere(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
