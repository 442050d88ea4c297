package io.github.mfpjaxrs.security.testkit;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The command-line options for {@link MobileFirstDevServer}. */
final class DevOptions {

    static final int DEFAULT_PORT = 10080;

    private static final int MAX_PORT = 65_535;

    static final String USAGE = """
            An authorization server for development. It speaks MobileFirst's protocol on 127.0.0.1, in memory.

            Usage: java -jar mfp-jaxrs-security-testkit.jar [options]

              --port PORT          listen on this port; 0 for any free one (default: 10080)
              --console-port PORT  serve the console page there; 0 for any free one (default: the port after PORT)
              --client ID:SECRET   the confidential client (default: resource-server:resource-server-secret)
              --config FILE        users, security checks, scope elements, origins and tokens, as JSON
              --rfc7662            introspect as in RFC 7662; callers authenticate with HTTP Basic
              --help               show this text
            """;

    private int port = DEFAULT_PORT;
    private OptionalInt consolePort = OptionalInt.empty();
    private String clientId = MobileFirstServer.CLIENT_ID;
    private String clientSecret = MobileFirstServer.CLIENT_SECRET;
    private @Nullable Path config;
    private boolean rfc7662;
    private boolean help;

    private DevOptions() {}

    /**
     * Parses the options.
     *
     * @throws IllegalArgumentException if an option is unknown or invalid; the message is meant for the user
     */
    static DevOptions parse(List<String> arguments) {
        DevOptions options = new DevOptions();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            options.take(rest.next(), rest);
        }
        return options;
    }

    int port() {
        return port;
    }

    int consolePort() {
        return consolePort.orElse(port == 0 || port == MAX_PORT ? 0 : port + 1);
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    boolean rfc7662() {
        return rfc7662;
    }

    boolean help() {
        return help;
    }

    /**
     * Returns the settings from the configuration file, or the default settings if no file is given.
     *
     * @throws IllegalArgumentException if the file cannot be read or is invalid; the message is meant for the user
     */
    DevSettings settings() {
        return config == null ? DevSettings.standard() : DevSettings.read(config);
    }

    private void take(String option, Iterator<String> rest) {
        switch (option) {
            case "--port" -> port = portOf(option, valueOf(option, rest));
            case "--console-port" -> consolePort = OptionalInt.of(portOf(option, valueOf(option, rest)));
            case "--client" -> client(valueOf(option, rest));
            case "--config" -> config = Path.of(valueOf(option, rest));
            case "--rfc7662" -> rfc7662 = true;
            case "--help" -> help = true;
            default -> throw new IllegalArgumentException("unknown option " + option);
        }
    }

    private static String valueOf(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private static int portOf(String option, String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > MAX_PORT) {
            throw new IllegalArgumentException(option + " needs a number from 0 to 65535");
        }
        return Integer.parseInt(value);
    }

    private void client(String value) {
        int colon = value.indexOf(':');
        if (colon < 0
                || value.substring(0, colon).isBlank()
                || value.substring(colon + 1).isBlank()) {
            throw new IllegalArgumentException("--client needs ID:SECRET");
        }
        clientId = value.substring(0, colon);
        clientSecret = value.substring(colon + 1);
    }

    /** Omits the secret. */
    @Override
    public String toString() {
        return "DevOptions[port=" + port + ", clientId=" + clientId + ", rfc7662=" + rfc7662 + ", help=" + help + "]";
    }
}
