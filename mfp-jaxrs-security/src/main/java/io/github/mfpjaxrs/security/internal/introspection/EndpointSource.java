package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;

/** Knows the endpoints, or finds them out. Implementations are thread-safe. */
@FunctionalInterface
interface EndpointSource {

    /**
     * The endpoints.
     *
     * @throws AuthorizationServerFailure if they cannot be found out
     */
    Endpoints get();

    static EndpointSource of(Settings settings, AuthorizationServer server, KnownEndpoints known) {
        Settings.Introspection introspection = settings.introspection();
        if (introspection.discovery()) {
            return new ServerMetadata(server, settings, known);
        }
        Endpoints mobileFirst = Endpoints.ofMobileFirst(settings.server().url());
        Endpoints endpoints = new Endpoints(
                introspection.tokenEndpoint().orElse(mobileFirst.token()),
                introspection.endpoint().orElse(mobileFirst.introspection()));
        return () -> endpoints;
    }
}
