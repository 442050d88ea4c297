package io.github.mfpjaxrs.security.internal.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.mfpjaxrs.security.AccessToken;
import io.github.mfpjaxrs.security.MFPDevice;
import io.github.mfpjaxrs.security.internal.token.TokenKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/**
 * The evictions from the last few minutes, grouped by subject. A response is affected only by evictions that match
 * its token, so one user's logout does not keep other users' responses out of the cache. The number of evictions is
 * bounded; if there are too many, they are replaced by a single eviction of all tokens. Thread-safe.
 */
final class RecentEvictions {

    static final int MOST = 50_000;

    /** The maximum number of separate evictions for the same user, device, client or token. */
    private static final int MOST_OF_ONE = 16;

    private record Subject(Eviction.Kind kind, String value) {}

    /** Marks the expiry of an eviction's ID. No eviction has this subject. */
    private static final Subject ANY = new Subject(Eviction.Kind.ALL, "id");

    private record Noted(String id, long epoch) {}

    private record Expiry(Subject subject, String id, long atNanos) {}

    private final long retentionNanos;
    private final Ticker ticker;
    private final Map<Subject, List<Noted>> bySubject = new ConcurrentHashMap<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private final Queue<Expiry> expiries = new ConcurrentLinkedQueue<>();

    /**
     * @param retention how long evictions are remembered, which must be longer than any response is used and any
     *     introspection takes
     */
    RecentEvictions(Duration retention, Ticker ticker) {
        this.retentionNanos = retention.toNanos();
        this.ticker = ticker;
    }

    /** Remembers an eviction's ID. Returns false if the ID is already known. */
    boolean remember(Eviction eviction) {
        return ids.size() > 2 * MOST || ids.add(eviction.id());
    }

    /** Adds an eviction. Must be called before the matching responses are removed from the cache. */
    void add(Eviction eviction, long epoch) {
        long now = ticker.read();
        forget(now);
        if (ids.size() > MOST) {
            // Other instances do not know the replacement, so none of their responses is used until the replacement is
            // forgotten.
            long newest = bySubject.values().stream()
                    .flatMap(List::stream)
                    .mapToLong(Noted::epoch)
                    .reduce(epoch, RecentEvictions::later);
            note(new Subject(Eviction.Kind.ALL, ""), replacement(), newest, now);
            bySubject
                    .entrySet()
                    .removeIf(entry -> entry.getKey().kind() != Eviction.Kind.ALL
                            && entry.getValue().stream().allMatch(noted -> noted.epoch() - newest <= 0));
        } else {
            note(new Subject(eviction.kind(), eviction.value()), eviction.id(), epoch, now);
        }
        expiries.add(new Expiry(ANY, eviction.id(), now + retentionNanos));
    }

    private void note(Subject subject, String id, long epoch, long now) {
        List<Noted> noted = bySubject.merge(subject, List.of(new Noted(id, epoch)), RecentEvictions::joined);
        expiries.add(new Expiry(subject, id, now + retentionNanos));
        String last = noted.get(noted.size() - 1).id();
        if (!last.equals(id)) {
            expiries.add(new Expiry(subject, last, now + retentionNanos));
        }
    }

    /** Appends a note. If there are too many notes, returns one that replaces all of them, with the latest epoch. */
    private static List<Noted> joined(List<Noted> earlier, List<Noted> added) {
        List<Noted> all = Stream.concat(earlier.stream(), added.stream()).toList();
        return all.size() <= MOST_OF_ONE
                ? all
                : List.of(new Noted(
                        replacement(),
                        all.stream()
                                .mapToLong(Noted::epoch)
                                .reduce(RecentEvictions::later)
                                .orElseThrow()));
    }

    private static long later(long one, long other) {
        return one - other >= 0 ? one : other;
    }

    private static String replacement() {
        return "replaced-" + UUID.randomUUID();
    }

    private void forget(long now) {
        for (Expiry first = expiries.peek(); first != null && first.atNanos() - now <= 0; first = expiries.peek()) {
            if (!expiries.remove(first)) {
                continue;
            }
            String id = first.id();
            ids.remove(id);
            bySubject.computeIfPresent(first.subject(), (subject, noted) -> {
                List<Noted> left =
                        noted.stream().filter(one -> !one.id().equals(id)).toList();
                return left.isEmpty() ? null : left;
            });
        }
    }

    /** Whether a matching eviction was recorded after the given epoch. */
    boolean isEvictedSince(TokenKey key, AccessToken token, long epoch) {
        return matching(key, token).stream().anyMatch(noted -> noted.epoch() - epoch > 0);
    }

    /** Returns the matching evictions recorded up to the given epoch. */
    List<String> upTo(TokenKey key, AccessToken token, long epoch) {
        return matching(key, token).stream()
                .filter(noted -> noted.epoch() - epoch <= 0)
                .map(Noted::id)
                .toList();
    }

    private List<Noted> matching(TokenKey key, AccessToken token) {
        forget(ticker.read());
        if (bySubject.isEmpty()) {
            return List.of();
        }
        List<Noted> matching = new ArrayList<>();
        collect(Eviction.Kind.ALL, Optional.of(""), matching);
        collect(Eviction.Kind.TOKEN, Optional.of(Eviction.valueOf(key)), matching);
        collect(Eviction.Kind.USER, token.userName(), matching);
        collect(Eviction.Kind.DEVICE, token.device().flatMap(MFPDevice::id), matching);
        collect(Eviction.Kind.CLIENT, token.clientId(), matching);
        return matching;
    }

    private void collect(Eviction.Kind kind, Optional<String> value, List<Noted> matching) {
        value.ifPresent(name -> matching.addAll(bySubject.getOrDefault(new Subject(kind, name), List.of())));
    }
}
