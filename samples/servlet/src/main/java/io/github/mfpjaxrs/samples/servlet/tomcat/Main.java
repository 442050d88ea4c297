package io.github.mfpjaxrs.samples.servlet.tomcat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.logging.LogManager;
import java.util.stream.Stream;

/** Starts the intranet, prints requests to try, and runs until Ctrl-C. */
public final class Main {

    private Main() {}

    /**
     * Runs the intranet on the port in the system property {@code sample.port}, 8080 by default.
     *
     * @param arguments none
     * @throws IOException if logging cannot be configured
     * @throws InterruptedException if the thread is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (InputStream logging = Main.class.getResourceAsStream("/servlet-logging.properties")) {
            LogManager.getLogManager().readConfiguration(logging);
        }
        Intranet intranet = new Intranet(Integer.getInteger("sample.port", 8080));
        Runtime.getRuntime().addShutdownHook(new Thread(intranet::close, "intranet-stop"));
        requests(intranet).forEach(System.out::println);
        new CountDownLatch(1).await();
    }

    /** Returns two curl commands for each path, without a token and with a token. */
    static List<String> requests(Intranet intranet) {
        String token = intranet.authorizationServer()
                .token()
                .scope("accessRestricted")
                .user("john", "John")
                .lifetime(Duration.ofDays(1))
                .issue();
        return Stream.of("reports/2026", "handbook.html", "api/holidays")
                .map(intranet.uri()::resolve)
                .flatMap(uri -> Stream.of("curl -i " + uri, "curl -i -H 'Authorization: Bearer " + token + "' " + uri))
                .toList();
    }
}
