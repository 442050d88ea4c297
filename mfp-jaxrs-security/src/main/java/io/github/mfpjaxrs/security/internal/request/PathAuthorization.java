package io.github.mfpjaxrs.security.internal.request;

import io.github.mfpjaxrs.security.internal.config.ApplicationConfiguration;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.concurrent.CompletableFuture;

/** Protects configured paths on Quarkus, where the event loop must not be blocked. Thread-safe. */
public final class PathAuthorization {

    /** The configuration key for the application's root path, which is equivalent to a servlet context path. */
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
     * @return a future that completes once {@link #authorize} can be called without blocking
     */
    public CompletableFuture<?> prepare(ContainerRequestContext request) {
        return authorization.preparePath(JaxRsHttpRequest.below(root, request));
    }

    /**
     * Authorizes a request by its path, or aborts the request.
     *
     * @return whether the request may proceed
     */
    public boolean authorize(ContainerRequestContext request) {
        HttpOutcome outcome = authorization.decidePath(JaxRsHttpRequest.below(root, request));
        JaxRsHttpRequest.apply(outcome, request);
        return outcome instanceof HttpOutcome.Permitted;
    }
}
