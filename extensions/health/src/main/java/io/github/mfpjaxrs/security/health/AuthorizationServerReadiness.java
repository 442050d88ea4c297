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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells whether this service can introspect tokens. A service that cannot is not ready, but alive: a restart would not
 * bring the authorization server back.
 *
 * <p>The introspections of the application's traffic are the evidence. Only if there were none for a while does the
 * check send a request of its own, which introspects the access token of this service. A call waits briefly for it, and
 * otherwise reports what was known before.
 */
@Readiness
@ApplicationScoped
class AuthorizationServerReadiness implements HealthCheck {

    static final String NAME = "mfp-authorization-server";

    /** Less than the second after which Kubernetes gives up a probe by default. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(500);

    /** The time between two checks while the service is not ready, unless the interval is shorter. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final AuthorizationServerStatus status;
    private final HealthSettings settings;
    private final InstantSource clock;
    private final AtomicReference<Instant> lastCheck = new AtomicReference<>(Instant.MIN);

    @Inject
    AuthorizationServerReadiness(AuthorizationServerStatus status) {
        this(status, HealthSettings.read(ConfigProvider.getConfig()), InstantSource.system());
    }

    AuthorizationServerReadiness(AuthorizationServerStatus status, HealthSettings settings, InstantSource clock) {
        this.status = status;
        this.settings = settings;
        this.clock = clock;
    }

    /** For the client proxy only, which calls no method on itself. */
    @SuppressWarnings("NullAway")
    AuthorizationServerReadiness() {
        this(null, null, null);
    }

    @Override
    public HealthCheckResponse call() {
        Snapshot known = status.current();
        return response(isCheckDue(known) ? checked(known) : known);
    }

    /** Returns true for one caller, who is to check. */
    private boolean isCheckDue(Snapshot known) {
        Instant now = clock.instant();
        boolean available = known.state() == State.AVAILABLE;
        if (available && !known.lastSuccess().orElse(Instant.MIN).isBefore(now.minus(settings.interval()))) {
            return false;
        }
        Duration pause = available || settings.interval().compareTo(RETRY) < 0 ? settings.interval() : RETRY;
        Instant last = lastCheck.get();
        return last.isBefore(now.minus(pause)) && lastCheck.compareAndSet(last, now);
    }

    private Snapshot checked(Snapshot known) {
        return status.check()
                .toCompletableFuture()
                .completeOnTimeout(known, LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private HealthCheckResponse response(Snapshot snapshot) {
        boolean up = snapshot.state() == State.AVAILABLE
                || (snapshot.state() == State.UNKNOWN && settings.readyBeforeFirstSuccess());
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME)
                .status(up)
                .withData("introspection", name(snapshot.state()))
                .withData("circuitBreaker", name(snapshot.circuitBreaker()));
        snapshot.lastSuccess().ifPresent(time -> response.withData("lastSuccess", time.toString()));
        snapshot.failure()
                .ifPresent(failure -> response.withData("failure", name(failure.kind()))
                        .withData("failedStep", name(failure.step()))
                        .withData("failingSince", failure.since().toString()));
        return response.build();
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
