package io.github.mfpjaxrs.security.health;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.Snapshot;
import io.github.mfpjaxrs.security.AuthorizationServerStatus.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Reports whether this service can introspect tokens. If it cannot, the service is not ready but remains live,
 * because restarting it would not bring the authorization server back.
 *
 * <p>The check relies on introspections caused by the application's traffic. If there have been none for a while, the
 * check performs its own introspection. A call waits briefly for the result and, if there is no result yet, reports
 * the previous one.
 *
 * <p>With several authorization servers, the service is ready only if all of them are available.
 */
@Readiness
@ApplicationScoped
class AuthorizationServerReadiness implements HealthCheck {

    static final String NAME = "mfp-authorization-server";

    /** The name of the server that is configured without a name. */
    private static final String DEFAULT_SERVER = "default";

    /** The longest time that a call waits for checks. By default, a Kubernetes probe times out after one second. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /** The time between checks while the service is not ready, unless the configured interval is shorter. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final AuthorizationServerStatus status;
    private final HealthSettings settings;
    private final InstantSource clock;
    private final Map<String, AtomicReference<Instant>> lastChecks = new ConcurrentHashMap<>();

    @Inject
    AuthorizationServerReadiness(AuthorizationServerStatus status) {
        this(status, HealthSettings.read(ConfigProvider.getConfig()), InstantSource.system());
    }

    AuthorizationServerReadiness(AuthorizationServerStatus status, HealthSettings settings, InstantSource clock) {
        this.status = status;
        this.settings = settings;
        this.clock = clock;
    }

    /** Used only by the client proxy, which delegates every call. */
    @SuppressWarnings("NullAway")
    AuthorizationServerReadiness() {
        this(null, null, null);
    }

    @Override
    public HealthCheckResponse call() {
        Map<String, CompletableFuture<Snapshot>> snapshots = new TreeMap<>();
        for (String server : status.servers()) {
            snapshots.put(server, snapshot(server, status.ofServer(server)));
        }
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        boolean up = true;
        for (Map.Entry<String, CompletableFuture<Snapshot>> server : snapshots.entrySet()) {
            Snapshot snapshot = server.getValue().join();
            up &= isReady(snapshot);
            describe(snapshot, prefix(server.getKey()), response);
        }
        return response.status(up).build();
    }

    /**
     * Starts a check if one is due, and does not wait for the result. Several servers are therefore checked
     * concurrently.
     */
    private CompletableFuture<Snapshot> snapshot(String server, AuthorizationServerStatus ofServer) {
        Snapshot known = ofServer.current();
        if (!isCheckDue(server, known)) {
            return CompletableFuture.completedFuture(known);
        }
        // The future is copied, because other callers might share the check.
        return ofServer.check()
                .toCompletableFuture()
                .copy()
                .completeOnTimeout(known, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether a check is due. Returns true to only one caller, which must then run the check. */
    private boolean isCheckDue(String server, Snapshot known) {
        Instant now = clock.instant();
        boolean available = known.state() == State.AVAILABLE;
        if (available && !known.lastSuccess().orElse(Instant.MIN).isBefore(now.minus(settings.interval()))) {
            return false;
        }
        Duration pause = available || settings.interval().compareTo(RETRY) < 0 ? settings.interval() : RETRY;
        AtomicReference<Instant> lastCheck =
                lastChecks.computeIfAbsent(server, name -> new AtomicReference<>(Instant.MIN));
        Instant last = lastCheck.get();
        return last.isBefore(now.minus(pause)) && lastCheck.compareAndSet(last, now);
    }

    private boolean isReady(Snapshot snapshot) {
        return snapshot.state() == State.AVAILABLE
                || (snapshot.state() == State.UNKNOWN && settings.readyBeforeFirstSuccess());
    }

    /**
     * Returns the prefix for the names of a server's members. The default server has none, so its members keep their
     * names when more servers are added.
     */
    private static String prefix(String server) {
        return server.equals(DEFAULT_SERVER) ? "" : server + ".";
    }

    private static void describe(Snapshot snapshot, String prefix, HealthCheckResponseBuilder response) {
        response.withData(prefix + "introspection", name(snapshot.state()))
                .withData(prefix + "circuitBreaker", name(snapshot.circuitBreaker()));
        snapshot.lastSuccess().ifPresent(time -> response.withData(prefix + "lastSuccess", time.toString()));
        snapshot.failure()
                .ifPresent(failure -> response.withData(prefix + "failure", name(failure.kind()))
                        .withData(prefix + "failedStep", name(failure.step()))
                        .withData(prefix + "failingSince", failure.since().toString()));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
