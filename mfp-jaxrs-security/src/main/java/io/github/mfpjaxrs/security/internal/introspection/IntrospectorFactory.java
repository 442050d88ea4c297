package io.github.mfpjaxrs.security.internal.introspection;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.internal.config.ConfigurationException;
import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Creates the configured introspector. */
public final class IntrospectorFactory {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private IntrospectorFactory() {}

    /**
     * Creates an introspector without sending a request.
     *
     * @param settings the configuration
     * @param server sends the requests
     * @param known caches the endpoints discovered from the server's metadata
     * @param ticker measures elapsed time
     * @param clock provides the time of day
     * @return a thread-safe introspector
     */
    public static TokenIntrospector create(
            Settings settings, AuthorizationServer server, KnownEndpoints known, Ticker ticker, InstantSource clock) {
        EndpointSource endpoints = EndpointSource.configured(settings, server, known);
        ClientAuthentication authentication = ClientAuthentication.configured(settings, endpoints, clock);
        Duration pause = settings.guard().rejectionPause();
        RefusalJudge judge = new RefusalJudge(ticker);
        IntrospectionResponses responses = new IntrospectionResponses(
                settings.server().name(), judge, settings.introspection().clientErrorMeansInactive());
        return settings.introspection().authentication() == Settings.Authentication.BEARER
                ? new MobileFirstIntrospector(
                        server,
                        endpoints,
                        new ClientCredentialsTokens(server, endpoints, authentication, settings, ticker),
                        judge,
                        responses,
                        pause)
                : new StandardIntrospector(server, endpoints, authentication, judge, responses, pause);
    }

    /**
     * Reads the server's metadata if discovery is configured (RFC 8414 §3.3). A server that is not yet reachable does
     * not cause an error; discovery is repeated when the first token arrives.
     *
     * @param settings the configuration
     * @param server supplies the client for reading the metadata; called only if discovery is configured
     * @param known stores the endpoints, so that discovery need not be repeated
     * @throws ConfigurationException if the metadata names another issuer or names endpoints to which tokens must not
     *     be sent
     */
    public static void checkMetadata(Settings settings, Supplier<AuthorizationServer> server, KnownEndpoints known) {
        if (!settings.introspection().discovery()) {
            return;
        }
        try {
            EndpointSource.configured(settings, server.get(), known).get();
        } catch (AuthorizationServerFailure e) {
            if (e.kind() == AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED) {
                throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
            }
            postpone(Level.WARNING, e.kind() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            // Quarkus never has a REST client at this point, so this is not an error.
            postpone(Level.INFO, "no REST client yet: " + e.getClass().getName());
        }
    }

    private static void postpone(Level level, String why) {
        LOG.log(
                level,
                "The authorization server''s metadata cannot be read yet ({0}). It is read again when needed.",
                why);
    }
}
