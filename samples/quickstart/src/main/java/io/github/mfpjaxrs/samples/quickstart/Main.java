package io.github.mfpjaxrs.samples.quickstart;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.logging.LogManager;
import org.eclipse.microprofile.config.Config;

/** Starts the account service, prints requests to try, and runs until Ctrl-C. */
public final class Main {

    private static final String PORT = "quickstart.port";
    private static final String DEFAULT_PORT = "8080";

    private final PrintStream out;
    private final PrintStream err;
    private final Consumer<Quickstart> whileRunning;

    Main(PrintStream out, PrintStream err, Consumer<Quickstart> whileRunning) {
        this.out = out;
        this.err = err;
        this.whileRunning = whileRunning;
    }

    /**
     * Runs the service. The exit code is 1 if the service cannot start.
     *
     * @param arguments none
     * @throws IOException if logging cannot be configured
     */
    public static void main(String[] arguments) throws IOException {
        try (InputStream quiet = Main.class.getResourceAsStream("/quickstart-logging.properties")) {
            LogManager.getLogManager().readConfiguration(quiet);
        }
        System.exit(new Main(System.out, System.err, Main::untilEnded).run());
    }

    int run() {
        Config given = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .build();
        Quickstart service;
        try {
            service = new Quickstart(given, port(given));
        } catch (UncheckedIOException portTaken) {
            return fail(portTaken.getMessage() + " (" + portTaken.getCause().getMessage() + "); choose another by -D"
                    + PORT + "=... or QUICKSTART_PORT");
        } catch (RuntimeException misconfigured) {
            return fail(misconfigured.getMessage());
        }
        try (service) {
            introduce(service);
            whileRunning.accept(service);
            return 0;
        }
    }

    private static int port(Config given) {
        String port = given.getOptionalValue(PORT, String.class).orElse(DEFAULT_PORT);
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException(PORT + " must be a number from 0 to 65535");
        }
        return Integer.parseInt(port);
    }

    private int fail(String why) {
        err.println("The quickstart cannot start: " + why);
        return 1;
    }

    private void introduce(Quickstart service) {
        out.println("Accounts:             " + service.uri() + "accounts");
        out.println("Authorization server: " + service.authorizationServer()
                + (service.testServer().isPresent() ? " (the test kit's)" : ""));
        out.println();
        service.testServer().ifPresentOrElse(server -> showTour(server, service), () -> showOwn(service));
        out.println("# Ctrl-C stops it");
        out.flush();
    }

    private void showTour(MobileFirstServer server, Quickstart service) {
        out.println("# To try in another terminal, in this order:");
        out.println();
        for (Example example : new Tour(server).examples()) {
            example.lines(service.uri()).forEach(out::println);
            out.println();
        }
    }

    /**
     * Prints a request with a placeholder for the token, because this program cannot issue tokens for a real server.
     */
    private void showOwn(Quickstart service) {
        out.println("# To try in another terminal, with an access token of your mobile application:");
        out.println("curl -i -H \"Authorization: Bearer $TOKEN\" " + service.uri() + "accounts/whoami");
        out.println();
    }

    private static void untilEnded(Quickstart service) {
        Runtime.getRuntime().addShutdownHook(new Thread(service::close, "quickstart-stop"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
