package io.github.mfpjaxrs.security.testkit;

import io.github.mfpjaxrs.security.testkit.AppClient.Registration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The registered application instances. */
final class AppClients {

    private final Map<String, AppClient> byId = new ConcurrentHashMap<>();
    private final SecurityChecks checks;

    AppClients(SecurityChecks checks) {
        this.checks = checks;
    }

    AppClient register(Registration registration) {
        AppClient client = new AppClient(UUID.randomUUID().toString(), registration, checks);
        byId.put(client.id(), client);
        return client;
    }

    AppClient known(String id) throws ClientErrorException {
        AppClient client = byId.get(id);
        if (client == null) {
            throw ClientErrorException.unknownClient("the client is not registered");
        }
        return client;
    }

    List<AppClient> all() {
        return List.copyOf(byId.values());
    }

    /** Returns the clients in which the user is logged in for at least one check. */
    Stream<AppClient> of(String userId, Instant now) {
        return byId.values().stream()
                .filter(client -> client.logins(now).values().stream()
                        .anyMatch(user -> user.id().equals(userId)));
    }

    void clear() {
        byId.clear();
    }
}
