package io.github.mfpjaxrs.security.internal.guard;

import io.github.mfpjaxrs.security.AuthorizationServerStatus;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.internal.server.ExchangeDeadline;
import io.github.mfpjaxrs.security.internal.token.BearerToken;
import io.github.mfpjaxrs.security.internal.token.TokenDigest;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import io.github.mfpjaxrs.security.spi.IntrospectionResult;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Reports the server's status as known to the guard. Status checks also pass through the guard. Thread-safe. */
final class ServerStatus implements AuthorizationServerStatus {

    /**
     * The key for status checks. It differs from every client token's key, because its digest uses a separate
     * context.
     */
    private static final TokenKey CHECK = new TokenDigest("status check").keyOf(BearerToken.of("status-check"));

    private final AuthorizationServerGuard guard;
    private final Duration total;
    private final AtomicReference<@Nullable CompletableFuture<Snapshot>> running = new AtomicReference<>();

    /** Whether the introspector supports status checks. Assumed to be true until the first check. */
    private volatile boolean checkable = true;

    ServerStatus(AuthorizationServerGuard guard, Duration total) {
        this.guard = guard;
        this.total = total;
    }

    @Override
    public Snapshot current() {
        return guard.status();
    }

    @Override
    public CompletionStage<Snapshot> check() {
        CompletableFuture<Snapshot> mine = new CompletableFuture<>();
        CompletableFuture<Snapshot> other = running.compareAndExchange(null, mine);
        if (other != null) {
            return other.minimalCompletionStage();
        }
        if (checkable) {
            start(mine);
        } else {
            end(mine);
        }
        return mine.minimalCompletionStage();
    }

    private void start(CompletableFuture<Snapshot> check) {
        AuthorizationServerGuard.Permit permit;
        try {
            permit = guard.acquire(CHECK);
        } catch (AuthorizationServerFailure rejection) {
            end(check);
            return;
        }
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        long endNanos = System.nanoTime() + total.toNanos();
        done.completeOnTimeout(false, total.toNanos(), TimeUnit.NANOSECONDS).thenAccept(inTime -> {
            if (!inTime) {
                permit.failed(
                        AuthorizationServerFailure.timeout("no answer from the authorization server within " + total));
            }
            end(check);
        });
        permit.execute(() -> run(permit, endNanos, done), rejected -> {
            permit.failed(rejected);
            done.complete(true);
        });
    }

    private void run(AuthorizationServerGuard.Permit permit, long endNanos, CompletableFuture<Boolean> done) {
        try (permit) {
            Optional<IntrospectionResult> result = ExchangeDeadline.callUntil(endNanos, permit::check);
            checkable = result.isPresent();
            result.ifPresentOrElse(permit::succeeded, permit::withdraw);
        } catch (Throwable e) {
            permit.failed(e);
        } finally {
            done.complete(true);
        }
    }

    private void end(CompletableFuture<Snapshot> check) {
        running.set(null);
        check.complete(guard.status());
    }
}
