package io.github.mfpjaxrs.security.outage;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.MFPProtected;
import io.github.mfpjaxrs.security.MFPSecurityContext;
import io.github.mfpjaxrs.security.TokenCache;
import io.github.mfpjaxrs.security.TokenValidator;
import io.github.mfpjaxrs.security.embedded.EmbeddedApplication;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/** A small protected application and its clients' view of it. */
final class Shop implements AutoCloseable {

    /** Much longer than anything here takes on an idle machine. A test exceeds this limit only if something hangs. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String PROBLEM = "{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
            + "\"detail\":\"The access token cannot be validated at the moment.\"}";

    /** One method for each maximum age of a result. */
    @Path("shop")
    @RequestScoped
    public static class Resource {

        @Inject
        MFPSecurityContext caller;

        @GET
        @MFPProtected
        public String any() {
            return caller.getUserPrincipal() == null
                    ? "nobody"
                    : caller.getUserPrincipal().getName();
        }

        @GET
        @Path("fresh")
        @MFPProtected(maxAge = 0)
        public String fresh() {
            return "fresh";
        }

        @GET
        @Path("young")
        @MFPProtected(maxAge = 1)
        public String young() {
            return "young";
        }

        @GET
        @Path("restricted")
        @MFPProtected("accessRestricted")
        public String restricted() {
            return "restricted";
        }

        @GET
        @Path("open")
        @PermitAll
        public String open() {
            return caller.getUserPrincipal() == null
                    ? "open"
                    : "open to " + caller.getUserPrincipal().getName();
        }
    }

    private final EmbeddedApplication application;

    private Shop(EmbeddedApplication application) {
        this.application = application;
    }

    static EmbeddedApplication.Builder against(MobileFirstServer server) {
        return EmbeddedApplication.against(server).resources(Resource.class);
    }

    /** Sets time limits for servers that do not respond. They are short, but not too short for a busy machine. */
    static EmbeddedApplication.Builder hurried(MobileFirstServer server) {
        return against(server)
                .config("mfp.timeout.connect", "PT1S")
                .config("mfp.timeout.read", "PT0.7S")
                .config("mfp.timeout.total", "PT1S");
    }

    /** Sets time limits that only a fault can exceed. */
    static EmbeddedApplication.Builder unhurried(MobileFirstServer server) {
        return against(server)
                .config("mfp.timeout.connect", "PT10S")
                .config("mfp.timeout.read", "PT15S")
                .config("mfp.timeout.total", "PT15S");
    }

    static Shop open(EmbeddedApplication.Builder builder) {
        return new Shop(builder.start());
    }

    HttpResponse<String> get(String token) {
        return get("shop", token);
    }

    HttpResponse<String> get(String path, String token) {
        try {
            return application.getWithToken(path, token);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status(String token) {
        return get(token).statusCode();
    }

    EmbeddedApplication application() {
        return application;
    }

    TokenCache cache() {
        return application.bean(TokenCache.class);
    }

    TokenValidator validator() {
        return application.bean(TokenValidator.class);
    }

    /** Returns a token whose introspection result is now cached. */
    String cachedToken(MobileFirstServer server) {
        String token = server.issue("RegisteredClient", "john");
        awaitGranted(token);
        return token;
    }

    /**
     * Waits until the library uses the server again. A pause may have to end or the circuit breaker may have to close
     * first.
     */
    void awaitGranted(String token) {
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(status(token)).isEqualTo(200));
    }

    /**
     * Asserts a 503 with a retry time and a body of constant text, and without anything that makes an SDK discard its
     * token.
     */
    static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().map()).doesNotContainKey("www-authenticate");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.body()).isEqualTo(PROBLEM);
        assertThat(retryAfter(response)).isPositive();
    }

    static long retryAfter(HttpResponse<String> response) {
        return Long.parseLong(response.headers().firstValue("Retry-After").orElseThrow());
    }

    @Override
    public void close() {
        application.close();
    }
}
