package io.github.mfpjaxrs.security.testkit;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An authorization server on a loopback port that implements both sides of MobileFirst's protocol. For resource
 * servers, it offers a token endpoint and introspection. For applications with a MobileFirst SDK, it offers
 * registration, challenge-based login, authorization and logout. Both sides share the same state, so introspecting an
 * application's token reports the application's current logins.
 *
 * <pre>{@code
 * try (MobileFirstServer server = MobileFirstServer.start()) {
 *     String token = server.token().scope("accountsRead").user("john").issue();
 *     // configure the resource server with server.url(), server.clientId() and server.clientSecret()
 *     server.revoke(token);
 *     server.failIntrospection(Fault.hang());
 * }
 * }</pre>
 *
 * <p>Thread-safe. Once a method that changes the server has returned, the change applies to all subsequent calls.
 */
public final class MobileFirstServer implements AutoCloseable {

    /** The default confidential client's id. */
    public static final String CLIENT_ID = "resource-server";

    /** The secret for {@link #CLIENT_ID}. */
    public static final String CLIENT_SECRET = "resource-server-secret";

    private final String clientId;
    private final String clientSecret;
    private final String scheme;
    private final String basePath;
    private final TokenStore tokens;
    private final AppClients apps;
    private final AuthorizationCodes codes;
    private final InstantSource clock;
    private final FaultPlan faults;
    private final Traffic traffic;
    private final ServerEvents events = new ServerEvents();
    private final Listener listener;
    private final Optional<ControlServer> console;

    MobileFirstServer(MobileFirstServerBuilder settings) {
        Clients clients = settings.clients();
        clientId = clients.first().id();
        clientSecret = settings.firstSecret();
        scheme = settings.tls().isPresent() ? "https" : "http";
        basePath = settings.basePath();
        clock = settings.clock();
        tokens = new TokenStore(clock);
        codes = new AuthorizationCodes(clock);
        SecurityChecks checks = settings.securityChecks();
        apps = new AppClients(checks);
        faults = new FaultPlan();
        traffic = new Traffic();
        AnswerFormat format = settings.usesRfc7662() ? new Rfc7662Format() : new MobileFirstFormat();
        CallerCheck callers = settings.usesRfc7662() ? new ClientCallerCheck(clients) : new BearerCallerCheck(tokens);
        Endpoints endpoints = new Endpoints(
                basePath,
                new TokenEndpoint(clients, tokens, settings.ownTokenLifetime()),
                new IntrospectionEndpoint(callers, tokens, format, events),
                clientEndpoints(settings, checks),
                this::consoleUrl);
        listener = new Listener(
                settings.port(),
                settings.tls(),
                connection -> new Conversation(connection, endpoints, faults, traffic, events, settings.latency()));
        console = console(settings);
        listenOrClose();
    }

    private Optional<ControlServer> console(MobileFirstServerBuilder settings) {
        if (settings.consolePort().isEmpty()) {
            return Optional.empty();
        }
        Control control = new Control(this, tokens, faults);
        StateReport state = new StateReport(this, tokens, faults, apps);
        return Optional.of(new ControlServer(settings.consolePort().getAsInt(), control, state, events));
    }

    private void listenOrClose() {
        try {
            listener.listen();
        } catch (UncheckedIOException portTaken) {
            console.ifPresent(ControlServer::close);
            throw portTaken;
        }
    }

    private ClientEndpoints clientEndpoints(MobileFirstServerBuilder settings, SecurityChecks checks) {
        ClientAssertions assertions = new ClientAssertions(apps, clock);
        Cors cors = settings.cors();
        return new ClientEndpoints(
                basePath,
                new RegistrationEndpoint(apps, assertions, basePath),
                new PreauthorizationEndpoint(apps, assertions, checks, settings.accounts(), clock),
                new AuthorizationEndpoint(
                        apps, assertions, checks, codes, tokens, settings.clientTokenLifetime(), cors, clock),
                assertions,
                cors);
    }

    /**
     * Starts a server with one client, {@link #CLIENT_ID}, on a free port.
     *
     * @return the running server
     * @throws java.io.UncheckedIOException if no port can be bound
     */
    public static MobileFirstServer start() {
        return builder().start();
    }

    /**
     * Creates a builder with default settings.
     *
     * @return a new builder
     */
    public static MobileFirstServerBuilder builder() {
        return new MobileFirstServerBuilder();
    }

    /**
     * Returns the base URL, without a trailing slash, such as {@code http://127.0.0.1:40123/mfp/api}.
     *
     * @return the URL with which to configure a resource server
     */
    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + port() + basePath);
    }

    /**
     * Returns the console page's address. The control endpoint is at {@code control/}, relative to this address.
     *
     * @return the address, such as {@code http://127.0.0.1:10081/}; empty unless the builder enabled the console
     */
    public Optional<URI> consoleUrl() {
        return console.map(ControlServer::url);
    }

    /**
     * Returns the port, which {@link #stopListening()} does not change.
     *
     * @return the TCP port on 127.0.0.1
     */
    public int port() {
        return listener.port();
    }

    /**
     * Returns the id of the first confidential client.
     *
     * @return {@link #CLIENT_ID} unless the builder set another id
     */
    public String clientId() {
        return clientId;
    }

    /**
     * Returns the secret of the first confidential client.
     *
     * @return {@link #CLIENT_SECRET} unless the builder set another secret
     */
    public String clientSecret() {
        return clientSecret;
    }

    /**
     * Starts building a client's access token.
     *
     * @return a new builder; {@link AccessTokenBuilder#issue()} issues the token
     */
    public AccessTokenBuilder token() {
        return new AccessTokenBuilder(tokens);
    }

    /**
     * Issues a token without a user.
     *
     * @param scope the granted scope elements, separated by spaces
     * @return the token text
     */
    public String issue(String scope) {
        return token().scope(scope).issue();
    }

    /**
     * Issues a token for a user.
     *
     * @param scope the granted scope elements, separated by spaces
     * @param user the user id
     * @return the token text
     */
    public String issue(String scope, String user) {
        return token().scope(scope).user(user).issue();
    }

    /**
     * Makes a token inactive. Unknown tokens are always inactive.
     *
     * @param token the token text
     */
    public void revoke(String token) {
        tokens.find(token).ifPresent(IssuedToken::revoke);
    }

    /** Makes all tokens inactive, except those that the token endpoint issued to resource servers. */
    public void revokeAll() {
        tokens.revokeClientTokens();
    }

    /**
     * Forgets all tokens that the token endpoint issued to resource servers. Introspection with such a token is then
     * refused with 401.
     */
    public void revokeOwnTokens() {
        tokens.forgetOwnTokens();
    }

    /**
     * Sets a device's status to {@code DISABLED} in all later responses.
     *
     * @param deviceId the device id, such as {@link AccessTokenBuilder#DEVICE_ID}
     */
    public void disableDevice(String deviceId) {
        deviceStatus(deviceId, "DISABLED");
    }

    /**
     * Sets a device's status in all later responses, even for tokens that were issued with a different device status.
     *
     * @param deviceId the device id, such as {@link AccessTokenBuilder#DEVICE_ID}
     * @param status the device status: ACTIVE, LOST, STOLEN, EXPIRED or DISABLED in MobileFirst; any text is returned
     *     unchanged
     */
    public void deviceStatus(String deviceId, String status) {
        tokens.deviceStatus(deviceId, status);
    }

    /**
     * Expires a security check for a token. The token remains active, but loses the scope element and the check.
     *
     * @param token the token text; has no effect if unknown
     * @param scopeElement the name of the scope element or security check to withdraw
     */
    public void expireCheck(String token, String scopeElement) {
        tokens.find(token).ifPresent(issued -> issued.expire(scopeElement));
    }

    /**
     * Ends a user's login in every registered client. The clients' tokens remain active, but lose the scope elements
     * that require the check. The next authorization logs a remembered user in again.
     *
     * @param userId the user id, such as {@code john}
     * @param securityCheck the security check's name, or a scope element that requires the check
     */
    public void expireLogin(String userId, String securityCheck) {
        apps.of(userId, clock.instant()).forEach(client -> client.expire(securityCheck));
    }

    /**
     * Logs a user out of all security checks in every registered client. The clients' tokens remain active, but lose
     * the scope elements that require a login. Tokens from {@link #token()} keep their user.
     *
     * @param userId the user id, such as {@code john}
     */
    public void logOut(String userId) {
        apps.of(userId, clock.instant()).forEach(client -> client.logOut(SecurityChecks.DEFAULT_SCOPE));
    }

    /**
     * Returns the registered application instances, in no particular order.
     *
     * @return an immutable copy
     */
    public List<RegisteredClient> registeredClients() {
        Instant now = clock.instant();
        return apps.all().stream().map(client -> client.snapshot(now)).toList();
    }

    /**
     * Forgets all registrations. An SDK that calls again receives {@code INVALID_CLIENT_ID} and registers again. Issued
     * tokens remain active until they are revoked or expire.
     */
    public void forgetClients() {
        apps.clear();
    }

    /**
     * Responds to all later introspections of a token with 409 and the {@code MFP-Conflict} header.
     *
     * @param token the token text; has no effect if unknown
     */
    public void conflict(String token) {
        conflict(token, Integer.MAX_VALUE);
    }

    /**
     * Responds to the next introspections of a token with 409 and the {@code MFP-Conflict} header.
     *
     * @param token the token text; has no effect if unknown
     * @param times the number of introspections; 0 ends the conflict
     */
    public void conflict(String token, int times) {
        tokens.find(token).ifPresent(issued -> issued.conflict(times));
    }

    /**
     * Fails every call, regardless of its path, until {@link #recover()} is called.
     *
     * @param fault replaces or alters the response
     */
    public void fail(Fault fault) {
        fail(fault, Integer.MAX_VALUE);
    }

    /**
     * Fails the next calls, regardless of their path.
     *
     * @param fault replaces or alters the response
     * @param calls the number of calls
     */
    public void fail(Fault fault, int calls) {
        faults.arm(Endpoint.ANY, fault, calls);
    }

    /**
     * Fails every introspection until {@link #recover()} is called. Takes precedence over {@link #fail(Fault)}.
     *
     * @param fault replaces or alters the response
     */
    public void failIntrospection(Fault fault) {
        failIntrospection(fault, Integer.MAX_VALUE);
    }

    /**
     * Fails the next introspections.
     *
     * @param fault replaces or alters the response
     * @param calls the number of calls
     */
    public void failIntrospection(Fault fault, int calls) {
        faults.arm(Endpoint.INTROSPECTION, fault, calls);
    }

    /**
     * Fails every call from resource servers to the token endpoint until {@link #recover()} is called. Takes precedence
     * over {@link #fail(Fault)}.
     *
     * @param fault replaces or alters the response
     */
    public void failToken(Fault fault) {
        failToken(fault, Integer.MAX_VALUE);
    }

    /**
     * Fails the next calls from resource servers to the token endpoint.
     *
     * @param fault replaces or alters the response
     * @param calls the number of calls
     */
    public void failToken(Fault fault, int calls) {
        faults.arm(Endpoint.TOKEN, fault, calls);
    }

    /**
     * Fails every call from registered clients, including their calls to the token endpoint, until {@link #recover()}
     * is called. Takes precedence over {@link #fail(Fault)}.
     *
     * @param fault replaces or alters the response
     */
    public void failClients(Fault fault) {
        failClients(fault, Integer.MAX_VALUE);
    }

    /**
     * Fails the next calls from registered clients.
     *
     * @param fault replaces or alters the response
     * @param calls the number of calls
     */
    public void failClients(Fault fault, int calls) {
        faults.arm(Endpoint.CLIENT, fault, calls);
    }

    /**
     * Ends all faults, so that later calls receive the normal response. Connections that a fault keeps waiting are
     * closed.
     */
    public void recover() {
        faults.recover();
    }

    /**
     * Returns the number of introspection requests that were read completely, including failed ones.
     *
     * @return the count since the server started or {@link #resetCounters()} was last called
     */
    public int introspections() {
        return traffic.count(Endpoint.INTROSPECTION);
    }

    Map<String, Integer> introspectionsByCaller() {
        return traffic.introspectionsByCaller();
    }

    /**
     * Returns the number of token requests from resource servers that were read completely, including failed ones.
     *
     * @return the count since the server started or {@link #resetCounters()} was last called
     */
    public int tokenRequests() {
        return traffic.count(Endpoint.TOKEN);
    }

    /**
     * Returns the number of requests from application SDKs that were read completely, including failed ones and CORS
     * preflight requests. {@link #calls()} returns the details.
     *
     * @return the count since the server started or {@link #resetCounters()} was last called
     */
    public int clientRequests() {
        return traffic.count(Endpoint.CLIENT);
    }

    /**
     * Returns the number of accepted connections, including those that were never read from.
     *
     * @return the count since the server started or {@link #resetCounters()} was last called
     */
    public int connections() {
        return traffic.connections();
    }

    /**
     * Returns the maximum number of concurrent introspections, including those that hang.
     *
     * @return the peak since the server started or {@link #resetCounters()} was last called
     */
    public int maxConcurrentIntrospections() {
        return traffic.maxConcurrentIntrospections();
    }

    /**
     * Returns the last 1,000 calls that were read completely, oldest first.
     *
     * @return an immutable copy
     */
    public List<Call> calls() {
        return traffic.calls();
    }

    /** Sets all counters to zero and forgets the recorded calls. */
    public void resetCounters() {
        traffic.reset();
    }

    /**
     * Restores the initial state, for example between two tests. This ends all faults, resumes listening, discards all
     * tokens, registered clients and device states, and resets the counters.
     *
     * @throws java.io.UncheckedIOException if this server was not listening and another process uses the port
     * @throws IllegalStateException if this server is closed
     */
    public void reset() {
        recover();
        tokens.clear();
        apps.clear();
        codes.clear();
        listener.listen();
        resetCounters();
    }

    /** Refuses new connections and closes open ones, as if the process had stopped. Tokens and counters are kept. */
    public void stopListening() {
        listener.stop();
    }

    /**
     * Resumes listening on the same port. Has no effect if the server is already listening.
     *
     * @throws java.io.UncheckedIOException if another process uses the port
     * @throws IllegalStateException if this server is closed
     */
    public void listen() {
        listener.listen();
    }

    boolean isListening() {
        return listener.isListening();
    }

    /** Closes all sockets and ends all threads permanently. Idempotent. */
    @Override
    public void close() {
        console.ifPresent(ControlServer::close);
        listener.close();
    }

    /** Includes the URL, but no secrets. */
    @Override
    public String toString() {
        return "MobileFirstServer[" + url() + "]";
    }
}
