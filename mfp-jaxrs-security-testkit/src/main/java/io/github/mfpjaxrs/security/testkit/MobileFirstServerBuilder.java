package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.Accounts.Account;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Configures and starts a {@link MobileFirstServer}. Every setting has a default.
 *
 * <p>A builder can start several servers, provided that the port is free each time. Not thread-safe.
 */
public final class MobileFirstServerBuilder {

    private final List<Client> clients = new ArrayList<>();
    private final Map<String, SecurityCheck> securityChecks = new LinkedHashMap<>();
    private final Map<String, List<String>> scopeElements = new LinkedHashMap<>();
    private final Map<String, Account> accounts = new LinkedHashMap<>();
    private final Set<String> allowedOrigins = new LinkedHashSet<>();
    private int port;
    private String basePath = "/mfp/api";
    private String firstSecret = MobileFirstServer.CLIENT_SECRET;
    private InstantSource clock = InstantSource.system();
    private Duration ownTokenLifetime = Duration.ofSeconds(3599);
    private Duration clientTokenLifetime = Duration.ofHours(1);
    private Duration latency = Duration.ZERO;
    private boolean rfc7662;
    private OptionalInt consolePort = OptionalInt.empty();
    private @Nullable SSLContext tls;

    MobileFirstServerBuilder() {}

    /**
     * Sets the port on 127.0.0.1 that the server listens on.
     *
     * @param port 1 to 65535, or 0 (the default) for any free port
     * @return this
     */
    public MobileFirstServerBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
        }
        this.port = port;
        return this;
    }

    /**
     * Sets the path that precedes all endpoints.
     *
     * @param basePath empty or with a leading slash; {@code /mfp/api} by default; a trailing slash is removed
     * @return this
     */
    public MobileFirstServerBuilder basePath(String basePath) {
        if (!basePath.isEmpty() && !basePath.startsWith("/")) {
            throw new IllegalArgumentException("basePath must be empty or have a leading slash, not " + basePath);
        }
        this.basePath = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
        return this;
    }

    /**
     * Adds a confidential client. The first added client replaces the default client,
     * {@link MobileFirstServer#CLIENT_ID}.
     *
     * @param id must not be blank or contain a colon
     * @param secret must not be blank
     * @param allowedScopes the scope elements that the client can obtain, in which {@code *} matches any text;
     *     {@code authorization.introspect} if empty
     * @return this
     */
    public MobileFirstServerBuilder client(String id, String secret, String... allowedScopes) {
        List<String> scopes = allowedScopes.length == 0 ? List.of(Client.INTROSPECT) : List.of(allowedScopes);
        if (clients.isEmpty()) {
            firstSecret = secret;
        }
        clients.add(Client.of(id, secret, scopes));
        return this;
    }

    /**
     * Sets the clock that determines when tokens are issued and expire. Latency and faults use real time.
     *
     * @param clock the system clock by default
     * @return this
     */
    public MobileFirstServerBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Sets the lifetime, reported as {@code expires_in}, for tokens that the token endpoint issues to resource servers.
     *
     * @param ownTokenLifetime truncated to seconds; 3,599 seconds by default
     * @return this
     */
    public MobileFirstServerBuilder ownTokenLifetime(Duration ownTokenLifetime) {
        this.ownTokenLifetime = Objects.requireNonNull(ownTokenLifetime, "ownTokenLifetime");
        return this;
    }

    /**
     * Adds a user who can log in from an application. If no user is added, {@code john} and {@code mary} can log in,
     * and their passwords equal their ids.
     *
     * @param id the user id, such as {@code john}; must not be blank
     * @param password must not be empty
     * @param displayName the display name, such as {@code John}
     * @return this
     */
    public MobileFirstServerBuilder user(String id, String password, String displayName) {
        if (id.isBlank() || password.isEmpty()) {
            throw new IllegalArgumentException("a user needs an id and a password");
        }
        accounts.put(id, new Account(id, displayName, password));
        return this;
    }

    /**
     * Adds a security check, or replaces the check with the same name. {@link SecurityCheck#USER_LOGIN} exists by
     * default.
     *
     * @param check the check
     * @return this
     */
    public MobileFirstServerBuilder securityCheck(SecurityCheck check) {
        securityChecks.put(check.name(), check);
        return this;
    }

    /**
     * Maps a scope element to the security checks that grant it to applications. If no element is mapped,
     * {@code accessRestricted} requires {@link SecurityCheck#USER_LOGIN}. A scope element without a mapping is treated
     * as the name of a check. The mapping does not limit the scope of tokens from {@link MobileFirstServer#token()}.
     *
     * @param element the scope element, such as {@code accessRestricted}; must not contain white space
     * @param securityChecks the names of the checks, all of which are required; if there are none, every registered
     *     client has the element
     * @return this
     */
    public MobileFirstServerBuilder scopeElement(String element, String... securityChecks) {
        if (element.isEmpty() || element.chars().anyMatch(Character::isWhitespace)) {
            throw new IllegalArgumentException("a scope element must not be empty or contain white space");
        }
        scopeElements.put(element, List.of(securityChecks));
        return this;
    }

    /**
     * Lets pages from an origin call the client endpoints, and accepts redirect URIs with that origin. Pages from this
     * server's own origin can always call these endpoints.
     *
     * @param origin the origin, such as {@code http://localhost:8080}, or {@code *} for every origin
     * @return this
     */
    public MobileFirstServerBuilder allowOrigin(String origin) {
        allowedOrigins.add(Objects.requireNonNull(origin, "origin"));
        return this;
    }

    /**
     * Also serves the console page and the control endpoint, on a separate port that faults do not affect.
     *
     * @param port 1 to 65535, or 0 for any free port; {@link MobileFirstServer#consoleUrl()} contains the port
     * @return this
     */
    public MobileFirstServerBuilder console(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
        }
        consolePort = OptionalInt.of(port);
        return this;
    }

    /**
     * Sets the lifetime of the tokens that registered clients obtain.
     *
     * @param clientTokenLifetime an hour by default
     * @return this
     */
    public MobileFirstServerBuilder clientTokenLifetime(Duration clientTokenLifetime) {
        this.clientTokenLifetime = Objects.requireNonNull(clientTokenLifetime, "clientTokenLifetime");
        return this;
    }

    /**
     * Uses introspection as defined in RFC 7662 instead of MobileFirst's protocol. Callers authenticate with HTTP Basic
     * or form parameters, {@code exp} and {@code iat} are in seconds, {@code mfp-} members are absent, and the response
     * for an inactive token is {@code {"active":false}}.
     *
     * @return this
     */
    public MobileFirstServerBuilder rfc7662() {
        rfc7662 = true;
        return this;
    }

    /**
     * Serves HTTPS with this context. The default is HTTP.
     *
     * @param tls the context, which must have a certificate for 127.0.0.1, unless the handshake is meant to fail
     * @return this
     */
    public MobileFirstServerBuilder tls(SSLContext tls) {
        this.tls = Objects.requireNonNull(tls, "tls");
        return this;
    }

    /**
     * Sets the minimum time before each response.
     *
     * @param latency zero by default; rounded up to whole milliseconds
     * @return this
     */
    public MobileFirstServerBuilder latency(Duration latency) {
        this.latency = Objects.requireNonNull(latency, "latency");
        return this;
    }

    /**
     * Starts a server.
     *
     * @return the running server
     * @throws IllegalArgumentException if a scope element requires a security check that does not exist
     * @throws java.io.UncheckedIOException if the port cannot be bound
     */
    public MobileFirstServer start() {
        return new MobileFirstServer(this);
    }

    int port() {
        return port;
    }

    String basePath() {
        return basePath;
    }

    Clients clients() {
        Client standard =
                Client.of(MobileFirstServer.CLIENT_ID, MobileFirstServer.CLIENT_SECRET, List.of(Client.INTROSPECT));
        return new Clients(clients.isEmpty() ? List.of(standard) : clients);
    }

    String firstSecret() {
        return firstSecret;
    }

    InstantSource clock() {
        return clock;
    }

    Duration ownTokenLifetime() {
        return ownTokenLifetime;
    }

    Duration clientTokenLifetime() {
        return clientTokenLifetime;
    }

    OptionalInt consolePort() {
        return consolePort;
    }

    SecurityChecks securityChecks() {
        Map<String, SecurityCheck> checks = new LinkedHashMap<>(securityChecks);
        checks.putIfAbsent(SecurityCheck.USER_LOGIN, SecurityCheck.named(SecurityCheck.USER_LOGIN));
        Map<String, List<String>> standard = Map.of("accessRestricted", List.of(SecurityCheck.USER_LOGIN));
        return new SecurityChecks(checks.values(), scopeElements.isEmpty() ? standard : scopeElements);
    }

    Accounts accounts() {
        Map<String, Account> standard = new LinkedHashMap<>();
        standard.put("john", new Account("john", "John", "john"));
        standard.put("mary", new Account("mary", "Mary", "mary"));
        return new Accounts(accounts.isEmpty() ? standard : accounts);
    }

    Cors cors() {
        return new Cors(allowedOrigins);
    }

    boolean usesRfc7662() {
        return rfc7662;
    }

    Optional<SSLContext> tls() {
        return Optional.ofNullable(tls);
    }

    Duration latency() {
        return latency;
    }
}
