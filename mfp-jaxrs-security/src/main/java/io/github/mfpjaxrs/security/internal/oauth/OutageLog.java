package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the operator of trouble at the authorization server: each kind once in a while rather than once a request, and
 * when it is over. Thread-safe.
 */
final class OutageLog {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();

    private final Ticker ticker;
    private final Map<ServerTrouble.Kind, Long> lastTold = new ConcurrentHashMap<>();
    private final AtomicBoolean inTrouble = new AtomicBoolean();

    OutageLog(Ticker ticker) {
        this.ticker = ticker;
    }

    void failed(Throwable failure) {
        inTrouble.set(true);
        ServerTrouble.Kind kind =
                failure instanceof ServerTrouble trouble ? trouble.kind() : ServerTrouble.Kind.BAD_ANSWER;
        if (isDue(kind)) {
            LOG.log(level(kind), message(kind, failure));
        }
    }

    void succeeded() {
        if (inTrouble.get() && inTrouble.compareAndSet(true, false)) {
            lastTold.clear();
            LOG.log(Level.INFO, "The authorization server answers again.");
        }
    }

    private boolean isDue(ServerTrouble.Kind kind) {
        long now = ticker.read();
        Long last = lastTold.get(kind);
        if (last != null && now - last < WINDOW_NANOS) {
            return false;
        }
        return last == null ? lastTold.putIfAbsent(kind, now) == null : lastTold.replace(kind, last, now);
    }

    /** What waits for an operator is an error; what may pass is a warning; what we do about it is neither. */
    private static Level level(ServerTrouble.Kind kind) {
        return switch (kind) {
            case CREDENTIALS_REJECTED, TLS -> Level.ERROR;
            case CIRCUIT_OPEN -> Level.DEBUG;
            default -> Level.WARNING;
        };
    }

    /** The cause by its type alone: its text may come from the network. */
    private static String message(ServerTrouble.Kind kind, Throwable failure) {
        String what = failure instanceof ServerTrouble ? failure.getMessage() : "the token introspector failed";
        Throwable cause = failure instanceof ServerTrouble ? failure.getCause() : failure;
        return "Introspection fails (" + kind + "): " + Printable.of(String.valueOf(what))
                + (cause == null ? "" : " (" + cause.getClass().getName() + ")")
                + ". Requests with tokens that are not cached are answered 503.";
    }
}
