package io.github.mfpjaxrs.security.testkit;

import java.util.Iterator;
import java.util.List;

/** The command-line options of {@link MobileFirstDevServer}. */
record DevOptions(int port, String clientId, String clientSecret, boolean rfc7662, boolean help) {

    static final int DEFAULT_PORT = 10080;

    static final String USAGE = """
            An authorization server for development. It speaks MobileFirst's protocol on 127.0.0.1, in memory.

            Usage: java -jar mfp-jaxrs-security-testkit.jar [options]

              --port PORT         listen on this port; 0 for any free one (default: 10080)
              --client ID:SECRET  the confidential client (default: resource-server:resource-server-secret)
              --rfc7662           introspect as in RFC 7662; callers authenticate with HTTP Basic
              --help              show this text
            """;

    private static final DevOptions DEFAULTS =
            new DevOptions(DEFAULT_PORT, MobileFirstServer.CLIENT_ID, MobileFirstServer.CLIENT_SECRET, false, false);

    /**
     * Parses the options.
     *
     * @throws IllegalArgumentException with a message for the user if an option is unknown or invalid
     */
    static DevOptions parse(List<String> arguments) {
        DevOptions options = DEFAULTS;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            options = switch (option) {
                case "--port" -> options.withPort(valueOf(option, rest));
                case "--client" -> options.withClient(valueOf(option, rest));
                case "--rfc7662" ->
                    new DevOptions(options.port, options.clientId, options.clientSecret, true, options.help);
                case "--help" ->
                    new DevOptions(options.port, options.clientId, options.clientSecret, options.rfc7662, true);
                default -> throw new IllegalArgumentException("unknown option " + option);
            };
        }
        return options;
    }

    private static String valueOf(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.next();
    }

    private DevOptions withPort(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("--port needs a number from 0 to 65535");
        }
        return new DevOptions(Integer.parseInt(value), clientId, clientSecret, rfc7662, help);
    }

    private DevOptions withClient(String value) {
        int colon = value.indexOf(':');
        if (colon < 0
                || value.substring(0, colon).isBlank()
                || value.substring(colon + 1).isBlank()) {
            throw new IllegalArgumentException("--client needs ID:SECRET");
        }
        return new DevOptions(port, value.substring(0, colon), value.substring(colon + 1), rfc7662, help);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "DevOptions[port=" + port + ", clientId=" + clientId + ", rfc7662=" + rfc7662 + ", help=" + help + "]";
    }
}
