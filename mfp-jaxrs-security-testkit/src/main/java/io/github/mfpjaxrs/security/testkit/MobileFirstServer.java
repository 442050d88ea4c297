package io.github.mfpjaxrs.security.testkit;

import java.net.URI;
import java.util.List;

/**
 * An authorization server on a loopback port that speaks MobileFirst's protocol: a token endpoint for confidential
 * clients, and introspection of the tokens that it issued.
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
 * <p>Thread-safe. A change is seen by each call that is answered after the changing method has returned.
 */
public final class MobileFirstServer implements AutoCloseable {

    /** The id of the confidential client that exists where none was configured. */
    public static final String CLIENT_ID = "resource-server";

    /** The secret of {@link #CLIENT_ID}. */
    public static final String CLIENT_SECRET = "resource-server-secret";

    private final String clientId;
    private final String clientSecret;
    private final String scheme;
    private final String basePath;
    private final TokenStore tokens;
    private final FaultPlan faults;
    private final Traffic traffic;
    private final Listener listener;

    MobileFirstServer(MobileFirstServerBuilder settings) {
        Clients clients = settings.clients();
        clientId = clients.first().id();
        clientSecret = settings.firstSecret();
        scheme = settings.tls().isPresent() ? "https" : "http";
        basePath = settings.basePath();
        tokens = new TokenStore(settings.clock());
        faults = new FaultPlan();
        traffic = new Traffic();
        AnswerFormat format = settings.usesRfc7662() ? new Rfc7662Format() : new MobileFirstFormat();
        CallerCheck callers = settings.usesRfc7662() ? new ClientCallerCheck(clients) : new BearerCallerCheck(tokens);
        Endpoints endpoints = new Endpoints(
                basePath,
                new TokenEndpoint(clients, tokens, settings.ownTokenLifetime()),
                new IntrospectionEndpoint(callers, tokens, format));
        listener = new Listener(
                settings.port(),
                settings.tls(),
                connection -> new Conversation(connection, endpoints, faults, traffic, settings.latency()));
        listener.listen();
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
     * Offers every setting, each with a default.
     *
     * @return a new builder
     */
    public static MobileFirstServerBuilder builder() {
        return new MobileFirstServerBuilder();
    }

    /**
     * The base URL, without a trailing slash, such as {@code http://127.0.0.1:40123/mfp/api}.
     *
     * @return what a resource server is configured with
     */
    public URI url() {
        return URI.create(scheme + "://127.0.0.1:" + port() + basePath);
    }

    /**
     * The port, the same before and after {@link #stopListening()}.
     *
     * @return the TCP port on 127.0.0.1
     */
    public int port() {
        return listener.port();
    }

    /**
     * The id of the first confidential client.
     *
     * @return {@link #CLIENT_ID} unless the builder named another
     */
    public String clientId() {
        return clientId;
    }

    /**
     * The secret of the first confidential client.
     *
     * @return {@link #CLIENT_SECRET} unless the builder named another
     */
    public String clientSecret() {
        return clientSecret;
    }

    /**
     * Begins a client's access token.
     *
     * @return a new builder, whose {@link AccessTokenBuilder#issue()} makes the token known to this server
     */
    public AccessTokenBuilder token() {
        return new AccessTokenBuilder(tokens);
    }

    /**
     * Issues a token that has no user.
     *
     * @param scope the granted scope elements, space-separated
     * @return the token's text
     */
    public String issue(String scope) {
        return token().scope(scope).issue();
    }

    /**
     * Issues a token for a user.
     *
     * @param scope the granted scope elements, space-separated
     * @param user the user's id
     * @return the token's text
     */
    public String issue(String scope, String user) {
        return token().scope(scope).user(user).issue();
    }

    /**
     * Makes a token inactive; unknown tokens are inactive already.
     *
     * @param token the token's text
     */
    public void revoke(String token) {
        tokens.find(token).ifPresent(IssuedToken::revoke);
    }

    /** Makes every client's token inactive; those issued at the token endpoint stay good. */
    public void revokeAll() {
        tokens.revokeClientTokens();
    }

    /** Forgets every token issued at the token endpoint, so that the next introspection is answered by a 401. */
    public void revokeOwnTokens() {
        tokens.forgetOwnTokens();
    }

    /**
     * Gives a device the status {@code DISABLED} in every later answer.
     *
     * @param deviceId such as {@link AccessTokenBuilder#DEVICE_ID}
     */
    public void disableDevice(String deviceId) {
        deviceStatus(deviceId, "DISABLED");
    }

    /**
     * Gives a device a status in every later answer, whatever its tokens were issued with.
     *
     * @param deviceId such as {@link AccessTokenBuilder#DEVICE_ID}
     * @param status in MobileFirst ACTIVE, LOST, STOLEN, EXPIRED or DISABLED; any text is answered as it stands
     */
    public void deviceStatus(String deviceId, String status) {
        tokens.deviceStatus(deviceId, status);
    }

    /**
     * Lets a security check of one token expire: the token stays active, without that scope element and check.
     *
     * @param token the token's text; an unknown one is left alone
     * @param scopeElement the scope element, or the security check of that name, that is no longer granted
     */
    public void expireCheck(String token, String scopeElement) {
        tokens.find(token).ifPresent(issued -> issued.lose(scopeElement));
    }

    /**
     * Answers every later introspection of a token by 409 with the header {@code MFP-Conflict}.
     *
     * @param token the token's text; an unknown one is left alone
     */
    public void conflict(String token) {
        conflict(token, Integer.MAX_VALUE);
    }

    /**
     * Answers the next introspections of a token by 409 with the header {@code MFP-Conflict}, then as before.
     *
     * @param token the token's text; an unknown one is left alone
     * @param times how many introspections; 0 ends the conflict
     */
    public void conflict(String token, int times) {
        tokens.find(token).ifPresent(issued -> issued.conflict(times));
    }

    /**
     * Fails every call, whatever its path, until {@link #recover()}.
     *
     * @param fault what happens instead of the answer, or to it
     */
    public void fail(Fault fault) {
        fail(fault, Integer.MAX_VALUE);
    }

    /**
     * Fails the next calls, whatever their path.
     *
     * @param fault what happens instead of the answer, or to it
     * @param calls how many
     */
    public void fail(Fault fault, int calls) {
        faults.arm(Endpoint.ANY, fault, calls);
    }

    /**
     * Fails every introspection until {@link #recover()}; takes precedence over {@link #fail(Fault)}.
     *
     * @param fault what happens instead of the answer, or to it
     */
    public void failIntrospection(Fault fault) {
        failIntrospection(fault, Integer.MAX_VALUE);
    }

    /**
     * Fails the next introspections.
     *
     * @param fault what happens instead of the answer, or to it
     * @param calls how many
     */
    public void failIntrospection(Fault fault, int calls) {
        faults.arm(Endpoint.INTROSPECTION, fault, calls);
    }

    /**
     * Fails every call of the token endpoint until {@link #recover()}; takes precedence over {@link #fail(Fault)}.
     *
     * @param fault what happens instead of the answer, or to it
     */
    public void failToken(Fault fault) {
        failToken(fault, Integer.MAX_VALUE);
    }

    /**
     * Fails the next calls of the token endpoint.
     *
     * @param fault what happens instead of the answer, or to it
     * @param calls how many
     */
    public void failToken(Fault fault, int calls) {
        faults.arm(Endpoint.TOKEN, fault, calls);
    }

    /**
     * Ends all faults: later calls are answered as usual, and the connection of each call or black hole that has been
     * counted and still waits is closed.
     */
    public void recover() {
        faults.recover();
    }

    /**
     * How many introspection requests were read whole, whatever their answer.
     *
     * @return the count since the start or {@link #resetCounters()}
     */
    public int introspections() {
        return traffic.count(Endpoint.INTROSPECTION);
    }

    /**
     * How many requests to the token endpoint were read whole, whatever their answer.
     *
     * @return the count since the start or {@link #resetCounters()}
     */
    public int tokenRequests() {
        return traffic.count(Endpoint.TOKEN);
    }

    /**
     * How many connections were accepted, including those never read from.
     *
     * @return the count since the start or {@link #resetCounters()}
     */
    public int connections() {
        return traffic.connections();
    }

    /**
     * The most introspections that were in progress at one time; one that hangs is in progress.
     *
     * @return the peak since the start or {@link #resetCounters()}
     */
    public int maxConcurrentIntrospections() {
        return traffic.maxConcurrentIntrospections();
    }

    /**
     * The calls that were read whole, oldest first: the last 1,000 of them.
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
     * Goes back to the state after the start, as between two tests: recovers, listens, forgets all tokens and device
     * states, and resets the counters.
     *
     * @throws java.io.UncheckedIOException if it was not listening and another process has taken the port
     * @throws IllegalStateException if this server is closed
     */
    public void reset() {
        recover();
        tokens.clear();
        listener.listen();
        resetCounters();
    }

    /** Refuses connections and closes the open ones, as a stopped process does; tokens and counters are kept. */
    public void stopListening() {
        listener.stop();
    }

    /**
     * Listens again on the same port; does nothing if already listening.
     *
     * @throws java.io.UncheckedIOException if another process has taken the port meanwhile
     * @throws IllegalStateException if this server is closed
     */
    public void listen() {
        listener.listen();
    }

    /** Closes all sockets and ends all threads, for good; idempotent. */
    @Override
    public void close() {
        listener.close();
    }

    /** Names the URL, and nothing secret. */
    @Override
    public String toString() {
        return "MobileFirstServer[" + url() + "]";
    }
}
