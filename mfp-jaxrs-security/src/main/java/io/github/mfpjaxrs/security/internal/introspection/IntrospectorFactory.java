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

/** Makes the introspector that the configuration asks for. */
public final class IntrospectorFactory {

    private static final System.Logger LOG = System.getLogger("io.github.mfpjaxrs.security");

    private IntrospectorFactory() {}

    /**
     * An introspector, which has asked nothing yet.
     *
     * @param settings whom to ask, and how
     * @param server the way there
     * @param known the endpoints, once they have been found in the server's metadata
     * @param ticker elapsed time
     * @param clock the time of day
     * @return a thread-safe introspector
     */
    public static TokenIntrospector of(
            Settings settings, AuthorizationServer server, KnownEndpoints known, Ticker ticker, InstantSource clock) {
        EndpointSource endpoints = EndpointSource.of(settings, server, known);
        ClientAuthentication authentication = ClientAuthentication.of(settings, endpoints, clock);
        Duration pause = settings.guard().rejectionPause();
        RefusalJudge judge = new RefusalJudge(ticker);
        IntrospectionResponses responses =
                new IntrospectionResponses(judge, settings.introspection().clientErrorMeansInactive());
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
     * Looks at the server's metadata where the endpoints come from there (RFC 8414 §3.3). A server that cannot be asked
     * yet is no mistake: it is asked again when the first token comes.
     *
     * @param settings whom to ask
     * @param server the way there; asked for if it is needed
     * @param known takes note of the endpoints, which are not looked for again then
     * @throws ConfigurationException if the metadata names another issuer, or endpoints that no token may be sent to
     */
    public static void checkMetadata(Settings settings, Supplier<AuthorizationServer> server, KnownEndpoints known) {
        if (!settings.introspection().discovery()) {
            return;
        }
        try {
            EndpointSource.of(settings, server.get(), known).get();
        } catch (AuthorizationServerFailure e) {
            if (e.kind() == AuthorizationServerFailure.Kind.CREDENTIALS_REJECTED) {
                throw new ConfigurationException(List.of(String.valueOf(e.getMessage())));
            }
            postpone(Level.WARNING, e.kind() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            // On Quarkus there is none at this point, ever: nothing is wrong.
            postpone(Level.INFO, "no REST client yet: " + e.getClass().getName());
        }
    }

    private static void postpone(Level level, String why) {
        LOG.log(
                level,
                "The authorization server''s metadata cannot be read yet ({0}). It is looked for again when it is needed.",
                why);
    }
}
