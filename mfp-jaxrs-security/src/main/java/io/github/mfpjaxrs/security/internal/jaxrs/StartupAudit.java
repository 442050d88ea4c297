package io.github.mfpjaxrs.security.internal.jaxrs;

import io.github.mfpjaxrs.security.internal.oauth.Settings;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Says once, in one line, what is protected and by whom, and in a second one if that is nothing at all. JAX-RS tells of
 * each method and never that it was the last one, so that the line is written when none has come for a moment, by a
 * thread that ends with it. Thread-safe.
 */
final class StartupAudit implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final long QUIET_MILLIS = 500;

    private final Settings settings;
    private final PlacementCheck placements;
    private final Map<String, Protection> methods = new ConcurrentHashMap<>();
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread writer;

    StartupAudit(Settings settings, PlacementCheck placements) {
        this.settings = settings;
        this.placements = placements;
        this.writer = new Thread(this::writeWhenQuiet, "mfp-startup-audit");
        this.writer.setDaemon(true);
    }

    void deployed(Class<?> type, Method method, Protection protection) {
        methods.put(type.getName() + "#" + method, protection);
        if (begun.compareAndSet(false, true)) {
            writer.start();
        }
    }

    private void writeWhenQuiet() {
        try {
            int before;
            do {
                before = methods.size();
                Thread.sleep(QUIET_MILLIS);
            } while (methods.size() != before);
            LOG.log(Level.INFO, line());
            warning().ifPresent(warning -> LOG.log(Level.WARNING, warning));
        } catch (InterruptedException e) {
            // The application stops; there is nothing left to say.
            Thread.currentThread().interrupt();
        }
    }

    String line() {
        Set<String> scopes = new TreeSet<>();
        int guarded = 0;
        for (Protection protection : methods.values()) {
            if (protection instanceof Protection.Scoped scoped) {
                guarded++;
                scopes.add(scoped.scope().scope());
            }
        }
        return "MFP protection: " + guarded + " of " + methods.size() + " resource methods, by scopes " + scopes
                + "; authorization server " + settings.server().url() + " as client "
                + settings.server().clientId() + "; cache " + settings.cache().size() + " tokens for "
                + settings.cache().maxAge() + "; at most " + settings.guard().concurrent()
                + " introspections at once, " + settings.timeouts().total() + " each";
    }

    /** Not where there are sub-resources: those may be protected, and not be known before a request reaches them. */
    Optional<String> warning() {
        boolean guarded = methods.values().stream().anyMatch(Protection.Scoped.class::isInstance);
        return methods.isEmpty() || guarded || placements.hasLocators()
                ? Optional.empty()
                : Optional.of(
                        "MFP protection: no resource method is protected. Unless TokenValidator is all that is used,"
                                + " @MFPProtected is missing, or stands on an Application or a class that this runtime does not"
                                + " deploy");
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
