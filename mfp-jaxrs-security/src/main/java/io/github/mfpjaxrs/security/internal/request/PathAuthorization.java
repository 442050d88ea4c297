package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.config.ApplicationConfiguration;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.CompletableFuture;

/** Protects configured paths on Quarkus, whose event loop must not block. Thread-safe. */
public final class PathAuthorization {

    /** The configuration key of the application's root path, the equivalent of a servlet context path. */
    private static final String ROOT_PATH = "quarkus.http.root-path";

    private final HttpAuthorization authorization;
    private final boolean needed;
    private final String root;

    public PathAuthorization(HttpAuthorization authorization) {
        this.authorization = authorization;
        this.needed = authorization.protectsPaths();
        this.root = needed
                ? ApplicationConfiguration.current()
                        .getOptionalValue(ROOT_PATH, String.class)
                        .map(path -> path.startsWith("/") ? path : "/" + path)
                        .orElse("/")
                : "/";
    }

    /** Whether the configuration protects any paths. */
    public boolean isNeeded() {
        return needed;
    }

    /**
     * Starts the introspection that {@link #authorize} needs.
     *
     * @return a future that is completed as soon as that method will not block
     */
    public CompletableFuture<?> prepare(ContainerRequestContext request) {
        return authorization.preparePath(JaxRsHttpRequest.below(root, request));
    }

    /**
     * Authorizes the path of a request, and aborts the request if it is refused.
     *
     * @return whether the request may proceed
     */
    public boolean authorize(ContainerRequestContext request) {
        HttpOutcome outcome = authorization.decidePath(JaxRsHttpRequest.below(root, request));
        JaxRsHttpRequest.apply(outcome, request);
        return outcome instanceof HttpOutcome.Permitted;
    }
}
