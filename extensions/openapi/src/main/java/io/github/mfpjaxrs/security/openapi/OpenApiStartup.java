package io.github.mfpjaxrs.security.openapi;

import io.github.mfpjaxrs.security.spi.ResourceOperations;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Announces the application's operations to {@link OpenApiDocuments}. This class refers to no MicroProfile OpenAPI
 * classes, so that CDI can load it without that API. It is not final and has a no-arg constructor, so that CDI can
 * create a client proxy.
 */
@ApplicationScoped
class OpenApiStartup {

    static final String SCHEME = "mfp.openapi.security-scheme";

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security.openapi");
    private static final String API = "org.eclipse.microprofile.openapi.OASFilter";
    private static final String FILTER = "mp.openapi.filter";
    private static final String OUR_FILTER = "io.github.mfpjaxrs.security.openapi.MFPOpenApiFilter";

    @Inject
    ResourceOperations operations;

    private boolean isActive;

    /** Called by CDI. */
    OpenApiStartup() {}

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        if (!hasApi()) {
            LOG.log(
                    Level.WARNING,
                    "mfp-jaxrs-security-openapi has no effect: this runtime has no MicroProfile OpenAPI. Add that"
                            + " feature, or remove the jar");
            return;
        }
        Config config = ConfigProvider.getConfig();
        isActive = true;
        Documents.started(operations, config);
        config.getOptionalValue(FILTER, String.class)
                .filter(filter -> !filter.equals(OUR_FILTER))
                .ifPresent(filter -> LOG.log(
                        Level.INFO,
                        "The application has its own OpenAPI filter, {0}. The document shows the required"
                                + " scopes if it extends or calls {1}",
                        filter,
                        OUR_FILTER));
    }

    @PreDestroy
    void stop() {
        if (isActive) {
            Documents.stopped(operations);
        }
    }

    private static boolean hasApi() {
        try {
            Class.forName(API, false, OpenApiStartup.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError missing) {
            return false;
        }
    }

    /** Refers to the API, and is therefore loaded only if the API is present. */
    private static final class Documents {

        static void started(ResourceOperations operations, Config config) {
            OpenApiDocuments.SHARED.started(
                    operations,
                    new DocumentCompletion(
                            config.getOptionalValue(SCHEME, String.class).orElse("MobileFirst"),
                            new RefusalResponses(!Optional.of("none")
                                    .equals(config.getOptionalValue("mfp.error-body", String.class)))));
        }

        static void stopped(ResourceOperations operations) {
            OpenApiDocuments.SHARED.stopped(operations);
        }
    }
}
