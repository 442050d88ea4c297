package io.github.mfpjaxrs.security.internal.boot;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.protection.PathTemplates;
import io.github.mfpjaxrs.security.internal.protection.PlacementValidator;
import io.github.mfpjaxrs.security.internal.protection.Protection;
import io.github.mfpjaxrs.security.internal.request.ApplicationPaths;
import io.github.mfpjaxrs.security.internal.request.HttpAuthorization;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Logs one line at start-up about the protected methods and the authorization server. Also logs warnings, for example
 * if no method is protected or if clients would misread a scope. JAX-RS announces the methods one by one but does not
 * indicate the last one. A thread therefore waits until no method has been announced for a moment, logs the line, and
 * ends. Thread-safe.
 */
final class StartupReport implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");
    private static final long QUIET_MILLIS = 500;

    private final Settings settings;
    private final PlacementValidator placements;
    private final HttpAuthorization http;
    private final PathTemplates templates = new PathTemplates();
    private final Set<String> paths = ConcurrentHashMap.newKeySet();
    private final Set<String> applicationPaths = ConcurrentHashMap.newKeySet();
    private final Map<String, Protection> methods = new ConcurrentHashMap<>();
    private final AtomicReference<Protection> applicationProtection = new AtomicReference<>(new Protection.Unsaid());
    private final AtomicBoolean started = new AtomicBoolean();
    private final Thread writer;

    StartupReport(Settings settings, PlacementValidator placements, HttpAuthorization http) {
        this.http = http;
        this.settings = settings;
        this.placements = placements;
        this.writer = new Thread(this::writeWhenQuiet, "mfp-startup-audit");
        this.writer.setDaemon(true);
    }

    void deployed(Class<?> type, Method method, Protection protection) {
        methods.put(PlacementValidator.signature(type, method), protection);
        if (http.protectsPaths()) {
            paths.add(templates.templateOf(List.of(), type, method));
        }
        if (started.compareAndSet(false, true)) {
            writer.start();
        }
    }

    /** Adds applications in which the methods might be deployed. */
    void deployedIn(Set<Class<?>> applications) {
        applications.forEach(type -> applicationPaths.add(ApplicationPaths.declared(type)));
    }

    /** Sets the application's requirement, which applies to methods that declare none. */
    void applicationRequires(Protection protection) {
        applicationProtection.set(protection);
    }

    private void writeWhenQuiet() {
        try {
            int before;
            do {
                before = methods.size();
                Thread.sleep(QUIET_MILLIS);
            } while (methods.size() != before);
            LOG.log(Level.INFO, summary());
            warnings().forEach(warning -> LOG.log(Level.WARNING, warning));
        } catch (InterruptedException e) {
            // The application is stopping, so the report is no longer needed.
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the line to log. Each method counts once, either as protected or as open. */
    String summary() {
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
        return "MFP protection: resource methods: " + closed + " protected, " + (all.size() - closed) + " open"
                + (ofSubResources == 0 ? "" : " (" + ofSubResources + " of all in sub-resources)")
                + (placements.hasVagueLocators() ? ", and more may become known with their first request" : "")
                + "; scopes " + scopes
                + (http.protectsPaths() ? "; paths " + protectedPaths() : "") + "; authorization server "
                + settings.server().url() + " as client "
                + settings.server().clientId() + "; cache " + settings.cache().size() + " tokens for "
                + settings.cache().maxAge() + "; at most " + settings.guard().concurrent()
                + " introspections at once, " + settings.timeouts().total() + " each";
    }

    private Set<String> protectedPaths() {
        Set<String> patterns = new TreeSet<>();
        settings.pathRules().forEach(rule -> patterns.addAll(rule.patterns()));
        return patterns;
    }

    /**
     * Returns the requirements of all known methods, including sub-resource methods that the runtime reveals only on
     * the first request to them.
     */
    private Map<String, Protection> all() {
        Map<String, Protection> all = new HashMap<>(methods);
        placements.subResourceMethods().forEach((method, required) -> {
            Protection announced = all.getOrDefault(method, applicationProtection.get());
            all.put(method, required instanceof Protection.Unsaid ? announced : required);
        });
        return all;
    }

    private static boolean isClosed(Protection protection) {
        return !(protection instanceof Protection.Unsaid || protection instanceof Protection.Open);
    }

    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        missingProtectionWarning().ifPresent(warnings::add);
        pathsWithoutResource()
                .forEach(pattern -> warnings.add("MFP protection: no resource method has a path that matches " + pattern
                        + ", which mfp.protect keys protect. Patterns begin with the application path, without the"
                        + " context root. These keys protect neither servlets nor files"));
        all().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(method -> {
            if (method.getValue() instanceof Protection.Scoped scoped
                    && scoped.scope().elements().stream().anyMatch(StartupReport::isMisread)) {
                warnings.add(
                        "MFP protection: " + method.getKey() + " requires a scope element with = or a comma in it, "
                                + scoped.scope().elements()
                                + "; the MobileFirst SDKs cannot parse it in a challenge and"
                                + " will not request it");
            }
        });
        return warnings;
    }

    /**
     * Returns an empty set if there are locators, because sub-resource paths become known only on the first request.
     */
    private Set<String> pathsWithoutResource() {
        if (paths.isEmpty() || placements.hasLocators()) {
            return Set.of();
        }
        Set<String> known = new HashSet<>(paths);
        applicationPaths.forEach(application -> paths.forEach(path -> known.add(application + path)));
        return http.pathsWithoutResource(known);
    }

    private static boolean isMisread(String element) {
        return element.indexOf('=') >= 0 || element.indexOf(',') >= 0;
    }

    /**
     * Returns no warning if there are locators, because they might lead to protected sub-resources that are not known
     * yet.
     */
    private Optional<String> missingProtectionWarning() {
        boolean isAnyProtected =
                http.protectsPaths() || methods.values().stream().anyMatch(StartupReport::isClosed);
        return methods.isEmpty() || isAnyProtected || placements.hasLocators()
                ? Optional.empty()
                : Optional.of("MFP protection: no resource method is protected. Unless the application only uses"
                        + " TokenValidator, @MFPProtected is missing, or is present on an Application or a class that"
                        + " this runtime does not deploy");
    }

    @Override
    public void close() {
        writer.interrupt();
    }
}
