package io.github.mfpjaxrs.security.analytics;

import io.github.mfpjaxrs.security.AccessDecided;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Reports every decision to MobileFirst Analytics if {@code mfp.analytics.url} is set. Events wait in a bounded
 * buffer and are sent by another thread, so that requests do not have to wait. The class is public because CDI
 * containers instantiate it. It is not final and has a no-arg constructor, so that CDI can create a client proxy.
 * Thread-safe.
 */
@ApplicationScoped
public class AnalyticsReporter {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security.analytics");

    private final InstantSource clock = InstantSource.system();
    private volatile @Nullable AnalyticsSender sender;

    /** Called by CDI. */
    protected AnalyticsReporter() {}

    /**
     * Validates the configuration when the application starts.
     *
     * @throws IllegalArgumentException if a value is invalid; the message names the key
     */
    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        Optional<AnalyticsSettings> settings = AnalyticsSettings.read(ConfigProvider.getConfig());
        settings.ifPresentOrElse(
                found -> sender = new AnalyticsSender(found, AnalyticsSender.Backoff.DEFAULT),
                () -> LOG.log(Level.INFO, "MFP analytics: no events are sent, because mfp.analytics.url is not set"));
    }

    void decided(@Observes AccessDecided decision) {
        AnalyticsSender active = sender;
        if (active != null) {
            active.report(new AnalyticsEvent(decision, clock.millis()));
        }
    }

    @PreDestroy
    void stop() {
        AnalyticsSender active = sender;
        if (active != null) {
            active.close();
        }
    }
}
