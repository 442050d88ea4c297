package io.github.mfpjaxrs.security.internal.oauth;

/** Knows the endpoints, or finds them out. Implementations are thread-safe. */
@FunctionalInterface
interface EndpointSource {

    /**
     * The endpoints.
     *
     * @throws ServerTrouble if they cannot be found out
     */
    Endpoints get();

    static EndpointSource of(Settings settings, AuthorizationServer server, KnownEndpoints known) {
        Settings.Introspection introspection = settings.introspection();
        if (introspection.discovery()) {
            return new DiscoveredEndpoints(server, settings, known);
        }
        Endpoints mobileFirst = Endpoints.ofMobileFirst(settings.server().url());
        Endpoints endpoints = new Endpoints(
                introspection.tokenEndpoint().orElse(mobileFirst.token()),
                introspection.endpoint().orElse(mobileFirst.introspection()));
        return () -> endpoints;
    }
}
