package io.github.mfpjaxrs.security.internal.guard;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.FailureKind;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** The latest evidence of the server's state, gathered from introspections. Thread-safe. */
final class ServerEvidence {

    private static final Evidence NO_EVIDENCE = new Evidence(Optional.empty(), Optional.empty());

    private final InstantSource clock;
    private final AtomicReference<Evidence> latest = new AtomicReference<>(NO_EVIDENCE);

    /**
     * @param lastSuccess the time of the latest conclusive response
     * @param failure the failure since that response, if any
     */
    record Evidence(Optional<Instant> lastSuccess, Optional<AuthorizationServerStatus.Failure> failure) {}

    ServerEvidence(InstantSource clock) {
        this.clock = clock;
    }

    Evidence latest() {
        return latest.get();
    }

    void succeeded() {
        latest.set(new Evidence(Optional.of(clock.instant()), Optional.empty()));
    }

    /** Records a failure, unless the library itself declined to send the request. */
    void failed(Throwable failure) {
        FailureKind kind = AuthorizationServerFailure.kindOf(failure);
        if (kind == FailureKind.OVERLOADED || kind == FailureKind.CIRCUIT_OPEN || kind == FailureKind.TOKEN_PAUSED) {
            return;
        }
        AuthorizationServerStatus.Step step =
                failure instanceof AuthorizationServerFailure known && known.isBeforeIntrospection()
                        ? AuthorizationServerStatus.Step.ACCESS_TOKEN
                        : AuthorizationServerStatus.Step.INTROSPECTION;
        Instant now = clock.instant();
        latest.updateAndGet(before -> new Evidence(
                before.lastSuccess(),
                Optional.of(new AuthorizationServerStatus.Failure(
                        kind,
                        step,
                        before.failure()
                                .map(AuthorizationServerStatus.Failure::since)
                                .orElse(now)))));
    }

    void reset() {
        latest.set(NO_EVIDENCE);
    }
}
