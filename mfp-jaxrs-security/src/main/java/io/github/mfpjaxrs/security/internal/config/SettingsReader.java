package io.github.mfpjaxrs.security.internal.config;

import io.github.mfpjaxrs.security.DeviceStatus;
import io.github.mfpjaxrs.security.RequiredScope;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/** Reads and checks every key. All mistakes are reported in one exception. */
public final class SettingsReader {

    /** The characters that need no escape in a quoted string and do not separate parameters. */
    private static final Pattern HARMLESS = Pattern.compile("[\\x20\\x21\\x23-\\x2B\\x2D-\\x5B\\x5D-\\x7E]+");

    private static final String URL = "mfp.authorization-server.url";
    private static final String ALLOW_HTTP = "mfp.authorization-server.allow-http";

    private static final String URL_WANTED =
            "the absolute base url of the authorization server, such as https://mfp.example.com/mfp/api";

    private static final String TOKEN_ENDPOINT = "mfp.introspection.token-endpoint";
    private static final String ASSERTION_AUDIENCE = "mfp.introspection.assertion-audience";
    private static final String PRIVATE_KEY = "mfp.introspection.private-key";
    private static final String KEY_ID = "mfp.introspection.key-id";
    private static final String INTROSPECTION_ENDPOINT = "mfp.introspection.endpoint";
    private static final String DISCOVERY = "mfp.introspection.discovery";
    private static final String CLIENT_SECRET = "mfp.client-secret";
    private static final String REQUIRED_AUDIENCE = "mfp.token.required-audience";
    private static final String REQUIRED_ISSUER = "mfp.token.required-issuer";
    private static final String DENY_DEVICE_STATUS = "mfp.token.deny-device-status";

    /** A placeholder for an invalid URL. It is never used, because the deployment fails. */
    private static final URI NO_URL = URI.create("");

    /**
     * The characters that a client ID can contain. In Basic credentials, a colon terminates the client ID, and
     * control characters are not allowed (RFC 7617 §2).
     */
    private static final Pattern CLIENT_ID = Pattern.compile("[\\x20-\\x39\\x3B-\\x7E]+");

    /** Matches one of MobileFirst's endpoints, or their common prefix, at the end of a base URL. */
    private static final Pattern ENDPOINT_PATH = Pattern.compile("/az/v1(/token|/introspection)?/?$");

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7E]+");

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private static final String NAMES = "mfp.authorization-server.names";
    private static final String TRIED = "mfp.authorization-server.try";

    /** Names that would make a key ambiguous. */
    private static final Set<String> RESERVED_NAMES =
            Set.of(Settings.DEFAULT_SERVER, "url", "allow-http", "names", "try");

    private static final Pattern SERVER_NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

    /** The default number of cached inactive results if several servers are tried for a token. */
    private static final int NEGATIVE_SIZE_OF_TRIED = 10_000;

    /** The length of 24 random bytes in Base64. */
    private static final int SHORTEST_SECRET = 32;

    private final KeyReader keys;

    private SettingsReader(KeyReader keys) {
        this.keys = keys;
    }

    /**
     * Reads the configuration.
     *
     * @param config the configuration to read
     * @return valid settings
     * @throws ConfigurationException if a key is invalid; the message lists all invalid keys
     */
    public static Settings read(Config config) {
        return new SettingsReader(new KeyReader(config)).readAll(config);
    }

    /** Returns the names of all keys, so that a test can compare them with the documentation. */
    static Set<String> keys(Config config) {
        SettingsReader reader = new SettingsReader(new KeyReader(config));
        reader.readAll(config);
        return reader.keys.known();
    }

    private Settings readAll(Config config) {
        List<String> names = names();
        List<String> tried = tried(names);
        boolean allowHttp = keys.flag(ALLOW_HTTP);
        Settings.Introspection introspection = introspection(allowHttp);
        Settings.Server server = server(Settings.DEFAULT_SERVER, allowHttp, introspection.authentication());
        Settings.Timeouts timeouts = timeouts();
        RequiredScope defaultScope = defaultScope();
        Settings common = new Settings(
                server,
                introspection,
                timeouts,
                guard(timeouts.total()),
                cache(tried.isEmpty() ? 0 : NEGATIVE_SIZE_OF_TRIED),
                shared(),
                rules(),
                defaultScope,
                keys.text("mfp.realm").filter(this::isRealm),
                keys.parsed(
                        "mfp.error-body",
                        Settings.ErrorBody.PROBLEM,
                        "problem or none",
                        value -> Settings.ErrorBody.valueOf(value.toUpperCase(Locale.ROOT))),
                new PathRuleKeys(keys, config, names).read(defaultScope),
                List.of(),
                Settings.Further.NONE);
        Map<String, Settings> further = new TreeMap<>();
        names.forEach(name -> further.put(name, new SettingsReader(keys.ofServer(name)).readServer(name, common)));
        Settings settings = common.with(remarks(), new Settings.Further(further, tried));
        keys.throwIfAnyIsWrong();
        return settings;
    }

    private List<String> names() {
        return keys.parsed(
                NAMES,
                List.of(),
                "names separated by commas, each of lower-case letters, digits and single hyphens, and none of "
                        + new TreeSet<>(RESERVED_NAMES),
                value -> {
                    List<String> names = KeyReader.list(value);
                    if (!names.stream()
                            .allMatch(name -> SERVER_NAME.matcher(name).matches() && !RESERVED_NAMES.contains(name))) {
                        throw new IllegalArgumentException();
                    }
                    return names;
                });
    }

    private List<String> tried(List<String> names) {
        return keys.parsed(
                TRIED,
                List.of(),
                "two or more of " + Settings.DEFAULT_SERVER + " and the names in " + NAMES
                        + ", separated by commas, in the order in which they are asked",
                value -> {
                    List<String> tried = KeyReader.list(value);
                    if (tried.size() < 2
                            || !tried.stream()
                                    .allMatch(name -> name.equals(Settings.DEFAULT_SERVER) || names.contains(name))) {
                        throw new IllegalArgumentException();
                    }
                    return tried;
                });
    }

    /**
     * Reads the keys of a named server. Keys that identify the server, or that identify this service to the server,
     * have no default. The required audience and the refused devices default to the common values, so that a
     * forgotten key does not weaken a check. The same limits apply to all servers.
     */
    private Settings readServer(String name, Settings common) {
        boolean allowHttp = keys.flag(ALLOW_HTTP);
        Settings.Introspection introspection = introspection(allowHttp);
        Settings.Rules rules = new Settings.Rules(
                common.rules().maxTokenLength(),
                common.rules().clockSkew(),
                keys.isSet(REQUIRED_AUDIENCE)
                        ? requiredAudience()
                        : common.rules().audience(),
                keys.text(REQUIRED_ISSUER),
                keys.isSet(DENY_DEVICE_STATUS)
                        ? blockedDevices()
                        : common.rules().blockedDevices());
        Settings settings =
                common.ofServer(server(name, allowHttp, introspection.authentication()), introspection, rules);
        keys.register(CLIENT_SECRET, PRIVATE_KEY, KEY_ID);
        return settings;
    }

    /** Returns the remarks. Must be called after all keys have been read. */
    private List<String> remarks() {
        keys.register(CLIENT_SECRET, PRIVATE_KEY, KEY_ID);
        // The extensions use these values. They are also read here so that a blank value is reported as a mistake.
        ExtensionKeys.ALL.forEach(keys::text);
        keys.findUnknown();
        return keys.remarks();
    }

    private Settings.Server server(String name, boolean allowHttp, Settings.Authentication authentication) {
        String url = keys.required(URL, URL_WANTED);
        String id = keys.required("mfp.client-id", "the id of this application's confidential client");
        if (!id.isEmpty() && !CLIENT_ID.matcher(id).matches()) {
            keys.addMistake("mfp.client-id", id, "printable ASCII without a colon");
        }
        return new Settings.Server(name, url.isEmpty() ? NO_URL : baseUrl(url, allowHttp), id, secret(authentication));
    }

    private URI baseUrl(String value, boolean allowHttp) {
        URI url = url(URL, value, URL_WANTED, allowHttp);
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        if (url.getRawQuery() != null) {
            keys.addMistake(
                    URL,
                    value,
                    URL_WANTED + ", without a query; if the server needs one, set "
                            + keys.nameOf(INTROSPECTION_ENDPOINT) + " and " + keys.nameOf(TOKEN_ENDPOINT));
        } else if (path.contains("//")) {
            keys.addMistake(URL, value, URL_WANTED + ", with one slash where there are two in its path");
        } else if (ENDPOINT_PATH.matcher(path).find()) {
            keys.addMistake(URL, value, URL_WANTED + ", without az/v1, which is appended");
        }
        return url;
    }

    private Secret secret(Settings.Authentication authentication) {
        if (authentication == Settings.Authentication.PRIVATE_KEY_JWT) {
            return new Secret("");
        }
        String secret = keys.requiredSecret(CLIENT_SECRET, "the secret of this application's confidential client");
        if (!secret.isEmpty() && !PRINTABLE.matcher(secret).matches()) {
            keys.addSecretMistake(CLIENT_SECRET, "printable ASCII");
        }
        return new Secret(secret);
    }

    private Settings.Introspection introspection(boolean allowHttp) {
        Settings.Authentication authentication = keys.parsed(
                "mfp.introspection.authentication",
                Settings.Authentication.BEARER,
                "bearer, basic, form or private_key_jwt",
                value -> Settings.Authentication.valueOf(value.toUpperCase(Locale.ROOT)));
        Settings.Introspection introspection = new Settings.Introspection(
                authentication,
                endpoint(INTROSPECTION_ENDPOINT, allowHttp),
                endpoint(TOKEN_ENDPOINT, allowHttp),
                keys.flag(DISCOVERY),
                signingKey(authentication),
                keys.flag("mfp.introspection.client-error-means-inactive"),
                keys.parsed(
                        ASSERTION_AUDIENCE,
                        Settings.AssertionAudience.ISSUER,
                        "issuer, token-endpoint or introspection-endpoint",
                        value -> Settings.AssertionAudience.valueOf(
                                value.toUpperCase(Locale.ROOT).replace('-', '_'))));
        if (introspection.assertionAudience() == Settings.AssertionAudience.TOKEN_ENDPOINT
                && introspection.tokenEndpoint().isEmpty()
                && !introspection.discovery()) {
            keys.addMistake(
                    ASSERTION_AUDIENCE,
                    "token-endpoint",
                    "the url of that endpoint too, in " + keys.nameOf(TOKEN_ENDPOINT) + ", or " + keys.nameOf(DISCOVERY)
                            + "=true");
        }
        return introspection;
    }

    private Optional<URI> endpoint(String key, boolean allowHttp) {
        return keys.text(key).map(value -> url(key, value, "the absolute url of the endpoint", allowHttp));
    }

    private Optional<SigningKey> signingKey(Settings.Authentication authentication) {
        if (authentication != Settings.Authentication.PRIVATE_KEY_JWT) {
            return Optional.empty();
        }
        String wanted = "a PKCS #8 private key in PEM form: RSA of 2048 bits or more, or EC on P-256";
        String pem = keys.requiredSecret(PRIVATE_KEY, wanted);
        try {
            return pem.isEmpty() ? Optional.empty() : Optional.of(SigningKey.parse(pem, keys.text(KEY_ID)));
        } catch (IllegalArgumentException e) {
            keys.addSecretMistake(PRIVATE_KEY, wanted);
            return Optional.empty();
        }
    }

    private URI url(String key, String value, String wanted, boolean allowHttp) {
        if (value.indexOf('@') >= 0) {
            // The URL is never shown, even if it is malformed, because the part before the @ can contain a password.
            keys.addSecretMistake(key, wanted + ", without user information");
            return NO_URL;
        }
        URI url;
        try {
            url = URI.create(value);
        } catch (IllegalArgumentException e) {
            keys.addMistake(key, value, wanted);
            return NO_URL;
        }
        boolean http = "http".equalsIgnoreCase(url.getScheme());
        if (url.getHost() == null && hasUnderscore(url)) {
            keys.addMistake(
                    key,
                    value,
                    wanted
                            + "; its host name contains an underscore, which is invalid (RFC 952, RFC 1123) and which"
                            + " HTTP clients reject; use another name for the host, such as a network alias");
        } else if (url.getHost() == null
                || url.getRawFragment() != null
                || !(http || "https".equalsIgnoreCase(url.getScheme()))) {
            keys.addMistake(key, value, wanted);
        } else if (http && !allowHttp && !isLoopback(url.getHost())) {
            keys.addMistake(
                    key,
                    value,
                    "https, because tokens and secrets are sent there; or set " + keys.nameOf(ALLOW_HTTP) + "=true");
        }
        return url;
    }

    private static boolean hasUnderscore(URI url) {
        return url.getRawAuthority() != null
                && url.getRawAuthority().matches("[A-Za-z0-9._-]*_[A-Za-z0-9._-]*(:\\d*)?");
    }

    /** Considers only the literal host. A name that merely resolves to a loopback address today is not accepted. */
    private static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || host.equals("[::1]")
                || host.matches("127(\\.(25[0-5]|2[0-4]\\d|1?\\d?\\d)){3}");
    }

    private Settings.Timeouts timeouts() {
        Duration total = keys.duration("mfp.timeout.total", Duration.ofSeconds(3), MILLISECOND, MINUTE);
        return new Settings.Timeouts(
                keys.duration("mfp.timeout.connect", Duration.ofSeconds(1), MILLISECOND, MINUTE),
                keys.duration("mfp.timeout.read", Duration.ofSeconds(2), MILLISECOND, MINUTE),
                total,
                keys.duration("mfp.timeout.idle", Duration.ofSeconds(5), Duration.ZERO, MINUTE));
    }

    private Settings.Guard guard(Duration total) {
        Duration retryDelay = keys.duration(
                "mfp.retry.delay", shorter(Duration.ofMillis(50), total.dividedBy(10)), Duration.ZERO, MINUTE);
        if (retryDelay.compareTo(total) >= 0) {
            keys.addMistake("mfp.retry.delay", retryDelay.toString(), "less than mfp.timeout.total, which is " + total);
        }
        int window = keys.number("mfp.circuit-breaker.window", 10, 1, 1_000);
        int failures = keys.number("mfp.circuit-breaker.failures", Math.min(5, window), 1, 1_000);
        if (failures > window) {
            keys.addMistake(
                    "mfp.circuit-breaker.failures",
                    Integer.toString(failures),
                    "no more than mfp.circuit-breaker.window, which is " + window);
        }
        return new Settings.Guard(
                keys.number("mfp.introspection.max-concurrent", 64, 1, 10_000),
                keys.number("mfp.introspection.max-queued", 256, 0, 100_000),
                keys.number("mfp.retry.max", 1, 0, 3),
                retryDelay,
                Math.min(failures, window),
                window,
                keys.duration("mfp.circuit-breaker.delay", Duration.ofSeconds(5), MILLISECOND, DAY),
                keys.duration("mfp.introspection.client-rejected-pause", Duration.ofSeconds(30), Duration.ZERO, DAY),
                keys.duration("mfp.retry.max-retry-after", Duration.ofMinutes(1), Duration.ofSeconds(1), DAY),
                keys.duration("mfp.introspection.failed-token-pause", Duration.ofSeconds(3), Duration.ZERO, MINUTE));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Settings.Cache cache(int negativeSize) {
        Duration maxAge = keys.duration("mfp.cache.max-age", MINUTE, Duration.ZERO, DAY);
        Duration refreshAhead =
                keys.duration("mfp.cache.refresh-ahead", maxAge.dividedBy(6), Duration.ZERO, Duration.ofDays(1));
        if (refreshAhead.compareTo(maxAge) > 0) {
            keys.addMistake("mfp.cache.refresh-ahead", refreshAhead.toString(), "no more than mfp.cache.max-age");
        }
        return new Settings.Cache(
                keys.number("mfp.cache.size", 50_000, 0, 10_000_000),
                maxAge,
                refreshAhead,
                keys.duration("mfp.cache.stale-if-error", Duration.ZERO, Duration.ZERO, Duration.ofHours(1)),
                keys.number("mfp.cache.negative.size", negativeSize, 0, 10_000_000),
                keys.duration(
                        "mfp.cache.negative.max-age", Duration.ofSeconds(10), Duration.ZERO, Duration.ofSeconds(10)));
    }

    private Settings.Shared shared() {
        return new Settings.Shared(
                keys.duration("mfp.shared-cache.timeout", Duration.ofMillis(20), MILLISECOND, MINUTE),
                keys.duration("mfp.shared-cache.wait", Duration.ofMillis(200), Duration.ZERO, MINUTE),
                sharedSecret("mfp.shared-cache.secret"),
                sharedSecret("mfp.shared-cache.previous-secret"));
    }

    private Optional<Secret> sharedSecret(String key) {
        Optional<String> secret = keys.optionalSecret(key);
        if (secret.filter(value -> value.length() < SHORTEST_SECRET).isPresent()) {
            keys.addSecretMistake(key, SHORTEST_SECRET + " or more random characters");
        }
        return secret.map(Secret::new);
    }

    private Settings.Rules rules() {
        return new Settings.Rules(
                keys.number("mfp.token.max-length", 8_192, 1, 1_000_000),
                keys.duration("mfp.token.clock-skew", MINUTE, Duration.ZERO, Duration.ofMinutes(10)),
                requiredAudience(),
                keys.text(REQUIRED_ISSUER),
                blockedDevices());
    }

    private Set<String> requiredAudience() {
        return keys.parsed(
                REQUIRED_AUDIENCE,
                Set.of(),
                "one or more audiences, separated by commas",
                value -> Set.copyOf(KeyReader.list(value)));
    }

    private Set<DeviceStatus> blockedDevices() {
        Set<DeviceStatus> fallback = EnumSet.of(DeviceStatus.LOST, DeviceStatus.STOLEN, DeviceStatus.DISABLED);
        String wanted = "none, or some of ACTIVE, LOST, STOLEN, EXPIRED, DISABLED, separated by commas";
        return keys.parsed(DENY_DEVICE_STATUS, fallback, wanted, value -> {
            Set<DeviceStatus> statuses = EnumSet.noneOf(DeviceStatus.class);
            if (!value.equals("none")) {
                KeyReader.list(value).forEach(name -> statuses.add(deviceStatus(name)));
            }
            return statuses;
        });
    }

    private static DeviceStatus deviceStatus(String name) {
        DeviceStatus status = DeviceStatus.valueOf(name);
        if (status == DeviceStatus.UNKNOWN) {
            throw new IllegalArgumentException("UNKNOWN is not a configurable status");
        }
        return status;
    }

    private RequiredScope defaultScope() {
        RequiredScope fallback = RequiredScope.allOf("RegisteredClient");
        return keys.parsed(
                "mfp.default-scope", fallback, "scope elements of RFC 6749, separated by spaces", RequiredScope::allOf);
    }

    private boolean isRealm(String realm) {
        boolean harmless = isHarmless(realm);
        if (!harmless) {
            keys.addMistake(
                    "mfp.realm",
                    realm,
                    "printable ASCII without quote, backslash and comma, and without scope= and invalid_token, which"
                            + " clients search the challenge for");
        }
        return harmless;
    }

    /**
     * Whether a challenge parameter with this value can safely precede {@code scope}. The Android SDK treats
     * everything after the first {@code scope=} in the header field as the scope, and every SDK discards its token if
     * the field contains {@code invalid_token}.
     */
    private static boolean isHarmless(String value) {
        String folded = value.toLowerCase(Locale.ROOT);
        return HARMLESS.matcher(value).matches() && !folded.contains("scope=") && !folded.contains("invalid_token");
    }
}
