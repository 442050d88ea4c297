package io.github.mfpjaxrs.security.internal.introspection;

import io.github.mfpjaxrs.security.internal.config.Settings;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServer;
import io.github.mfpjaxrs.security.internal.server.AuthorizationServerFailure;

/** Provides the endpoints, either from the configuration or through discovery. Implementations are thread-safe. */
@FunctionalInterface
interface EndpointSource {

    /**
     * Returns the endpoints.
     *
     * @throws AuthorizationServerFailure if discovery fails
     */
    Endpoints get();

    static EndpointSource configured(Settings settings, AuthorizationServer server, KnownEndpoints known) {
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
