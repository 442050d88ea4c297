package io.github.mfpjaxrs.security.internal.oauth;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.spi.TokenIntrospector;
import java.time.Duration;
import java.time.InstantSource;

/** Makes the introspector that the configuration asks for. */
public final class Introspectors {

    private Introspectors() {}

    /**
     * An introspector, which has asked nothing yet.
     *
     * @param settings whom to ask, and how
     * @param server the way there
     * @param ticker elapsed time
     * @param clock the time of day
     * @return a thread-safe introspector
     */
    public static TokenIntrospector of(
            Settings settings, AuthorizationServer server, Ticker ticker, InstantSource clock) {
        EndpointSource endpoints = EndpointSource.of(settings, server);
        ClientAuthentication authentication = ClientAuthentication.of(settings, clock);
        Duration pause = settings.guard().rejectionPause();
        return settings.introspection().authentication() == Settings.Authentication.BEARER
                ? new MobileFirstIntrospector(
                        server, endpoints, new OwnTokens(server, endpoints, authentication, settings, ticker), pause)
                : new StandardIntrospector(server, endpoints, authentication, pause);
    }
}
