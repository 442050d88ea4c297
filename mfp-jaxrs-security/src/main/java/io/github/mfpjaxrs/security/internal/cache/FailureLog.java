package io.github.mfpjaxrs.security.internal.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.config.LogSafe;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tells the operator of trouble at the authorization server: each kind once in 30 seconds, however often good and bad
 * responses alternate, and that it is over when there was none for so long. Thread-safe.
 */
final class FailureLog {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int DEEPEST_CAUSE = 20;

    private final String introspectionAddress;
    private final String tokenAddress;
    private final Ticker ticker;
    private final Map<AuthorizationServerFailure.Kind, Long> lastTold = new ConcurrentHashMap<>();
    private final AtomicBoolean inTrouble = new AtomicBoolean();
    private volatile long lastFailureNanos;

    /** Who is concerned. */
    enum Extent {
        /** Every token that is not cached, as far as anybody can tell. */
        ALL_TOKENS,
        /** The token that the request was about. */
        ONE_TOKEN
    }

    FailureLog(Settings settings, Ticker ticker) {
        Settings.Introspection introspection = settings.introspection();
        URI url = settings.server().url();
        boolean configured = !introspection.discovery();
        this.introspectionAddress =
                address(introspection.endpoint().filter(endpoint -> configured).orElse(url));
        this.tokenAddress = address(
                introspection.tokenEndpoint().filter(endpoint -> configured).orElse(url));
        this.ticker = ticker;
    }

    private static String address(URI url) {
        int standard = "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
        return url.getHost() + ":" + (url.getPort() < 0 ? standard : url.getPort());
    }

    void failed(Throwable failure, Extent extent) {
        AuthorizationServerFailure.Kind kind = failure instanceof AuthorizationServerFailure trouble
                ? trouble.kind()
                : AuthorizationServerFailure.Kind.BAD_ANSWER;
        if (level(kind) != Level.DEBUG) {
            lastFailureNanos = ticker.read();
            inTrouble.set(true);
        }
        if (isDue(kind)) {
            LOG.log(level(kind), message(kind, failure, extent));
        }
    }

    void succeeded() {
        if (inTrouble.get()
                && ticker.read() - lastFailureNanos >= WINDOW_NANOS
                && inTrouble.compareAndSet(true, false)) {
            lastTold.clear();
            LOG.log(Level.INFO, "The authorization server answers again, without a failure for 30 seconds.");
        }
    }

    /** As after a start: the next trouble is told at once. */
    void reset() {
        inTrouble.set(false);
        lastTold.clear();
    }

    private boolean isDue(AuthorizationServerFailure.Kind kind) {
        long now = ticker.read();
        Long last = lastTold.get(kind);
        if (last != null && now - last < WINDOW_NANOS) {
            return false;
        }
        return last == null ? lastTold.putIfAbsent(kind, now) == null : lastTold.replace(kind, last, now);
    }

    /** What waits for an operator is an error; what may pass is a warning; what we do about it is neither. */
    private static Level level(AuthorizationServerFailure.Kind kind) {
        return switch (kind) {
            case CREDENTIALS_REJECTED, TLS -> Level.ERROR;
            case CIRCUIT_OPEN, TOKEN_FAILED -> Level.DEBUG;
            default -> Level.WARNING;
        };
    }

    /** The cause by its type alone: its text may come from the network. */
    private String message(AuthorizationServerFailure.Kind kind, Throwable failure, Extent extent) {
        AuthorizationServerFailure trouble = failure instanceof AuthorizationServerFailure known ? known : null;
        String what = trouble == null ? "the token introspector failed" : String.valueOf(trouble.getMessage());
        Throwable cause = trouble == null ? failure : trouble.getCause();
        String address = trouble != null && trouble.isBeforeTheToken() ? tokenAddress : introspectionAddress;
        return "Introspection fails" + (extent == Extent.ONE_TOKEN ? " for one token" : "") + " at " + address + " ("
                + kind + "): " + LogSafe.of(what)
                + (cause == null ? "" : " (" + root(cause).getClass().getName() + ")")
                + keys(kind)
                + (extent == Extent.ONE_TOKEN
                        ? ". Requests with that token are answered 503; other tokens are served."
                        : ". Requests with tokens that are not cached are answered 503.");
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int i = 0; root.getCause() != null && i < DEEPEST_CAUSE; i++) {
            root = root.getCause();
        }
        return root;
    }

    /** What to look at, where the message does not name it. */
    private static String keys(AuthorizationServerFailure.Kind kind) {
        return switch (kind) {
            case UNREACHABLE, BROKEN_CONNECTION -> "; see mfp.authorization-server.url";
            case TIMEOUT -> "; see mfp.timeout.connect, mfp.timeout.read and mfp.timeout.total";
            case SERVER_ERROR -> "; see mfp.retry.max and mfp.introspection.failed-token-pause";
            case BAD_ANSWER -> "; see mfp.authorization-server.url and mfp.introspection.client-error-means-inactive";
            case TOKEN_REFUSED -> "; see mfp.introspection.client-error-means-inactive";
            case THROTTLED -> "; see mfp.retry-after.max";
            default -> "";
        };
    }
}
