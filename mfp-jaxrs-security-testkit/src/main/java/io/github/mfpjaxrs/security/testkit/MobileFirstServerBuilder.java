package io.github.mfpjaxrs.security.testkit;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a {@link MobileFirstServer}, each with a default; {@link MobileFirstServer#builder()} makes one.
 *
 * <p>Can start several servers, as long as the port is free. Not thread-safe.
 */
public final class MobileFirstServerBuilder {

    private final List<Client> clients = new ArrayList<>();
    private int port;
    private String basePath = "/mfp/api";
    private String firstSecret = MobileFirstServer.CLIENT_SECRET;
    private InstantSource clock = InstantSource.system();
    private Duration ownTokenLifetime = Duration.ofSeconds(3599);
    private Duration latency = Duration.ZERO;
    private boolean rfc7662;
    private @Nullable SSLContext tls;

    MobileFirstServerBuilder() {}

    /**
     * Listens on this port of 127.0.0.1.
     *
     * @param port 1 to 65535, or 0 (the default) for any free one
     * @return this
     */
    public MobileFirstServerBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port: 0 to 65535, not " + port);
        }
        this.port = port;
        return this;
    }

    /**
     * Puts both endpoints under this path.
     *
     * @param basePath empty or with a leading slash; {@code /mfp/api} by default; a trailing slash is dropped
     * @return this
     */
    public MobileFirstServerBuilder basePath(String basePath) {
        if (!basePath.isEmpty() && !basePath.startsWith("/")) {
            throw new IllegalArgumentException("basePath: empty or with a leading slash, not " + basePath);
        }
        this.basePath = basePath.endsWith("/") ? basePath.substring(0, basePath.length() - 1) : basePath;
        return this;
    }

    /**
     * Adds a confidential client. The first one added replaces {@link MobileFirstServer#CLIENT_ID}.
     *
     * @param id not blank, without a colon
     * @param secret not blank
     * @param allowedScopes scope elements, where {@code *} stands for any text; {@code authorization.introspect} where
     *     none is given
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
     * Tells the time by this clock: when tokens are issued and expire. Latency and faults pass in real time.
     *
     * @param clock the system's by default
     * @return this
     */
    public MobileFirstServerBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Lets tokens of the token endpoint live this long; also their {@code expires_in}.
     *
     * @param ownTokenLifetime whole seconds count; 3,599 seconds by default
     * @return this
     */
    public MobileFirstServerBuilder ownTokenLifetime(Duration ownTokenLifetime) {
        this.ownTokenLifetime = Objects.requireNonNull(ownTokenLifetime, "ownTokenLifetime");
        return this;
    }

    /**
     * Introspects as RFC 7662 has it, not as MobileFirst: the caller authenticates by Basic or in the form,
     * {@code exp} and {@code iat} are seconds, there is no {@code mfp-} member, and an inactive token is {@code {"active":false}}.
     *
     * @return this
     */
    public MobileFirstServerBuilder rfc7662() {
        rfc7662 = true;
        return this;
    }

    /**
     * Speaks https by this context; plain http by default.
     *
     * @param tls holds a certificate for 127.0.0.1, unless a failing handshake is what is wanted
     * @return this
     */
    public MobileFirstServerBuilder tls(SSLContext tls) {
        this.tls = Objects.requireNonNull(tls, "tls");
        return this;
    }

    /**
     * Takes this long, at least, for every answer.
     *
     * @param latency none by default; rounded up to a millisecond
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
