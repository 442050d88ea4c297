package io.github.mfpjaxrs.security.internal.guard;

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
 * Logs authorization server failures. Each kind is logged at most once every 30 seconds, no matter how often failures
 * and successes alternate. Recovery is logged on the first success after 30 seconds without a failure. Thread-safe.
 */
final class FailureLog {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final long WINDOW_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int DEEPEST_CAUSE = 20;

    private final String introspectionAddress;
    private final String tokenAddress;
    private final Ticker ticker;
    private final Map<AuthorizationServerFailure.Kind, Long> lastLogged = new ConcurrentHashMap<>();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile long lastFailureNanos;

    /** Which tokens a failure affects. */
    enum Extent {
        /** Probably every token that is not cached. */
        ALL_TOKENS,
        /** Only the introspected token. */
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
        AuthorizationServerFailure.Kind kind = failure instanceof AuthorizationServerFailure serverFailure
                ? serverFailure.kind()
                : AuthorizationServerFailure.Kind.BAD_ANSWER;
        if (level(kind) != Level.DEBUG) {
            lastFailureNanos = ticker.read();
            failing.set(true);
        }
        if (isDue(kind)) {
            LOG.log(level(kind), message(kind, failure, extent));
        }
    }

    void succeeded() {
        if (failing.get() && ticker.read() - lastFailureNanos >= WINDOW_NANOS && failing.compareAndSet(true, false)) {
            lastLogged.clear();
            LOG.log(Level.INFO, "The authorization server answers again, without a failure for 30 seconds.");
        }
    }

    /** Resets the state, so that the next failure is logged immediately. */
    void reset() {
        failing.set(false);
        lastLogged.clear();
    }

    private boolean isDue(AuthorizationServerFailure.Kind kind) {
        long now = ticker.read();
        Long last = lastLogged.get(kind);
        if (last != null && now - last < WINDOW_NANOS) {
            return false;
        }
        return last == null ? lastLogged.putIfAbsent(kind, now) == null : lastLogged.replace(kind, last, now);
    }

    /**
     * Failures that require an operator's action are logged as errors, other failures as warnings, and the library's
     * own countermeasures at debug level.
     */
    private static Level level(AuthorizationServerFailure.Kind kind) {
        return switch (kind) {
            case CREDENTIALS_REJECTED, TLS -> Level.ERROR;
            case CIRCUIT_OPEN, TOKEN_FAILED -> Level.DEBUG;
            default -> Level.WARNING;
        };
    }

    /** Includes the root cause's type but not its message, which might come from the network. */
    private String message(AuthorizationServerFailure.Kind kind, Throwable failure, Extent extent) {
        AuthorizationServerFailure serverFailure = failure instanceof AuthorizationServerFailure known ? known : null;
        String what =
                serverFailure == null ? "the token introspector failed" : String.valueOf(serverFailure.getMessage());
        Throwable cause = serverFailure == null ? failure : serverFailure.getCause();
        String address =
                serverFailure != null && serverFailure.isBeforeIntrospection() ? tokenAddress : introspectionAddress;
        return "Introspection fails" + (extent == Extent.ONE_TOKEN ? " for one token" : "") + " at " + address + " ("
                + kind + "): " + LogSafe.escape(what)
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

    /** Returns the configuration keys to check, or an empty string if the message already names them. */
    private static String keys(AuthorizationServerFailure.Kind kind) {
        return switch (kind) {
            case UNREACHABLE, BROKEN_CONNECTION -> "; see mfp.authorization-server.url";
            case TIMEOUT -> "; see mfp.timeout.connect, mfp.timeout.read and mfp.timeout.total";
            case SERVER_ERROR -> "; see mfp.retry.max and mfp.introspection.failed-token-pause";
            case BAD_ANSWER -> "; see mfp.authorization-server.url and mfp.introspection.client-error-means-inactive";
            case TOKEN_REFUSED -> "; see mfp.introspection.client-error-means-inactive";
            case THROTTLED -> "; see mfp.retry.max-retry-after";
            default -> "";
        };
    }
}
