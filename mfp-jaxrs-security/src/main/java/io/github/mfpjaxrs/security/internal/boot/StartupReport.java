package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Says once, in one line, what is protected and by whom, and warns if that is nothing at all, or by scopes that clients
 * misread. JAX-RS tells of
 * each method and never that it was the last one, so that the line is written when none has come for a moment, by a
 * thread that ends with it. Thread-safe.
 */
final class StartupReport implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final long QUIET_MILLIS = 500;

    private final Settings settings;
    private final PlacementValidator placements;
    private final Map<String, Protection> methods = new ConcurrentHashMap<>();
    private final AtomicReference<Protection> ofApplications = new AtomicReference<>(new Protection.Unsaid());
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Thread writer;

    StartupReport(Settings settings, PlacementValidator placements) {
        this.settings = settings;
        this.placements = placements;
        this.writer = new Thread(this::writeWhenQuiet, "mfp-startup-audit");
        this.writer.setDaemon(true);
    }

    void deployed(Class<?> type, Method method, Protection protection) {
        methods.put(PlacementValidator.signature(type, method), protection);
        if (begun.compareAndSet(false, true)) {
            writer.start();
        }
    }

    /** What the application requires where nothing else does. */
    void deployedWith(Protection ofApplication) {
        ofApplications.set(ofApplication);
    }

    private void writeWhenQuiet() {
        try {
            int before;
            do {
                before = methods.size();
                Thread.sleep(QUIET_MILLIS);
            } while (methods.size() != before);
            LOG.log(Level.INFO, line());
            warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        } catch (InterruptedException e) {
            // The application stops; there is nothing left to say.
            Thread.currentThread().interrupt();
        }
    }

    /** Numbers that nobody is to add up: each method is counted once, as one that needs a token or as one that does not. */
    String line() {
        Map<String, Protection> all = all();
        long closed = all.values().stream().filter(StartupReport::isClosed).count();
        long ofSubResources = placements.subResourceMethods().keySet().stream()
                .filter(all::containsKey)
                .count();
        Set<String> scopes = new TreeSet<>();
        all.values().forEach(protection -> {
            if (protection instanceof Protection.Scoped scoped) {
                scopes.add(scoped.scope().scope());
            }
        });
        return "MFP protection: " + closed + " resource methods require a token, " + (all.size() - closed)
                + " are open to everybody"
                + (ofSubResources == 0 ? "" : " (" + ofSubResources + " of all in sub-resources)")
                + (placements.hasVagueLocators() ? ", and more may become known with their first request" : "")
                + "; scopes " + scopes + "; authorization server "
                + settings.server().url() + " as client "
                + settings.server().clientId() + "; cache " + settings.cache().size() + " tokens for "
                + settings.cache().maxAge() + "; at most " + settings.guard().concurrent()
                + " introspections at once, " + settings.timeouts().total() + " each";
    }

    /** Those that the runtime has shown, and those that locators lead to, which it shows when a request reaches them. */
    private Map<String, Protection> all() {
        Map<String, Protection> all = new HashMap<>(methods);
        placements.subResourceMethods().forEach((method, whole) -> {
            Protection shown = all.getOrDefault(method, ofApplications.get());
            all.put(method, whole instanceof Protection.Unsaid ? shown : whole);
        });
        return all;
    }

    private static boolean isClosed(Protection protection) {
        return !(protection instanceof Protection.Unsaid || protection instanceof Protection.Open);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        nothingProtected().ifPresent(warnings::add);
        all().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(method -> {
            if (method.getValue() instanceof Protection.Scoped scoped
                    && scoped.scope().elements().stream().anyMatch(StartupReport::isMisread)) {
                warnings.add(
                        "MFP protection: " + method.getKey() + " requires a scope element with = or a comma in it, "
                                + scoped.scope().elements()
                                + "; the MobileFirst SDKs cannot read that from a challenge, and will not"
                                + " ask for it");
            }
        });
        return warnings;
    }

    private static boolean isMisread(String element) {
        return element.indexOf('=') >= 0 || element.indexOf(',') >= 0;
    }

    /** Not where there are sub-resources: those may be protected, and not be known before a request reaches them. */
    private Optional<String> nothingProtected() {
        boolean guarded = methods.values().stream().anyMatch(StartupReport::isClosed);
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
