package io.github.mfpjaxrs.security.testkit;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Runs a {@link MobileFirstServer} with a console page and sample tokens from the command line, until Ctrl-C.
 * {@code --help} lists the options. The exit code is 1 if a port is in use, and 2 if an option or the configuration
 * file is invalid.
 */
public final class MobileFirstDevServer {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration EXPIRED = Duration.ofHours(-1);
    private static final String USER_SCOPE = "RegisteredClient accessRestricted";

    private final PrintStream out;
    private final PrintStream err;
    private final Consumer<MobileFirstServer> whileRunning;

    MobileFirstDevServer(PrintStream out, PrintStream err, Consumer<MobileFirstServer> whileRunning) {
        this.out = out;
        this.err = err;
        this.whileRunning = whileRunning;
    }

    /**
     * Runs the server until the process is terminated.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new MobileFirstDevServer(System.out, System.err, server -> untilEnded()).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        DevOptions options;
        DevSettings settings;
        MobileFirstServerBuilder builder;
        try {
            options = DevOptions.parse(arguments);
            settings = options.settings();
            builder = configured(options, settings);
        } catch (IllegalArgumentException wrong) {
            err.println(wrong.getMessage() + "; see --help");
            return 2;
        }
        if (options.help()) {
            out.print(DevOptions.USAGE);
            return 0;
        }
        return serve(builder, settings);
    }

    private int serve(MobileFirstServerBuilder builder, DevSettings settings) {
        try (MobileFirstServer server = builder.start()) {
            introduce(server, settings);
            whileRunning.accept(server);
            return 0;
        } catch (UncheckedIOException portTaken) {
            Throwable cause = Objects.requireNonNullElse(portTaken.getCause(), portTaken);
            err.println(portTaken.getMessage() + ": " + cause.getMessage()
                    + "; choose another by --port or --console-port");
            return 1;
        }
    }

    private static MobileFirstServerBuilder configured(DevOptions options, DevSettings settings) {
        MobileFirstServerBuilder builder = MobileFirstServer.builder()
                .port(options.port())
                .console(options.consolePort())
                .client(options.clientId(), options.clientSecret());
        settings.applyTo(builder);
        builder.securityChecks();
        return options.rfc7662() ? builder.rfc7662() : builder;
    }

    private void introduce(MobileFirstServer server, DevSettings settings) {
        out.println("mfp.authorization-server.url=" + server.url());
        out.println("mfp.client-id=" + server.clientId());
        out.println("mfp.client-secret=" + server.clientSecret());
        out.println();
        server.consoleUrl().ifPresent(url -> out.println("# Console: " + url));
        showFixed(server, settings);
        out.println();
        out.println("# Tokens like those of MobileFirst Server, new at each start");
        show("no user, RegisteredClient", server.token());
        show("john, " + USER_SCOPE, server.token().scope(USER_SCOPE).user("john", "John"));
        show(
                "mary, " + USER_SCOPE + " transfer",
                server.token().scope(USER_SCOPE + " transfer").user("mary", "Mary"));
        show(
                "john, " + USER_SCOPE + ", device DISABLED",
                server.token().scope(USER_SCOPE).user("john", "John").device("lost-phone", "DISABLED"));
        show(
                "john, " + USER_SCOPE + ", expired",
                server.token().scope(USER_SCOPE).user("john", "John"),
                EXPIRED);
        out.println();
        out.println("# Ctrl-C ends it");
        out.flush();
    }

    private void showFixed(MobileFirstServer server, DevSettings settings) {
        if (settings.tokens().isEmpty()) {
            return;
        }
        out.println();
        out.println("# Tokens that are the same after each start, valid for a day");
        for (JsonObject each : settings.tokens()) {
            out.println(Control.tokenOf(server, each).issue() + "  # " + describe(each));
        }
    }

    private static String describe(JsonObject token) {
        String description = token.filled("user").orElse("no user") + ", "
                + token.text("scope").orElse("RegisteredClient");
        return token.filled("deviceStatus")
                .map(status -> description + ", device " + status)
                .orElse(description);
    }

    private void show(String description, AccessTokenBuilder token) {
        show(description, token, A_DAY);
    }

    private void show(String description, AccessTokenBuilder token, Duration lifetime) {
        out.println();
        out.println("# " + description);
        out.println(token.lifetime(lifetime).issue());
    }

    private static void untilEnded() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
