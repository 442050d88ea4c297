package io.github.mfpjaxrs.security.testkit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Notifies consoles of server events. The cost is almost zero while no console is open. */
final class ServerEvents {

    private static final int BACKLOG = 1_000;

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    /** An event whose data is JSON text. */
    record Event(String name, String data) {}

    /** A console's subscription. A slow console loses events rather than delaying the server. */
    final class Subscription implements AutoCloseable {

        private final BlockingQueue<Event> waiting = new ArrayBlockingQueue<>(BACKLOG);

        Optional<Event> next(long seconds) throws InterruptedException {
            return Optional.ofNullable(waiting.poll(seconds, TimeUnit.SECONDS));
        }

        @Override
        public void close() {
            subscriptions.remove(this);
        }
    }

    Subscription subscribe() {
        Subscription subscription = new Subscription();
        subscriptions.add(subscription);
        return subscription;
    }

    /** Reports that tokens, clients, faults or counters have changed. */
    void changed() {
        publish("changed", Map.of());
    }

    /**
     * Reports the result of an introspection before the response is sent. The token is empty if the caller was refused.
     */
    void introspected(String token, int status, Optional<TokenDetails> active) {
        if (subscriptions.isEmpty()) {
            return;
        }
        Map<String, String> members = new LinkedHashMap<>();
        members.put("token", Json.text(token.isEmpty() ? null : TokenId.of(token)));
        members.put("status", Integer.toString(status));
        members.put("active", Boolean.toString(active.isPresent()));
        active.ifPresent(details -> {
            members.put("scope", Json.text(details.scope()));
            members.put(
                    "user",
                    Json.text(details.user() == null ? null : details.user().id()));
        });
        publish("introspection", members);
    }

    /** Reports that a call encountered a fault. */
    void failed(Endpoint endpoint, Fault fault) {
        if (subscriptions.isEmpty()) {
            return;
        }
        publish("fault", Map.of("at", Json.text(endpoint.label()), "fault", Json.text(fault.name())));
    }

    private void publish(String name, Map<String, String> members) {
        Event event = new Event(name, Json.object(members));
        subscriptions.forEach(subscription -> subscription.waiting.offer(event));
    }
}
