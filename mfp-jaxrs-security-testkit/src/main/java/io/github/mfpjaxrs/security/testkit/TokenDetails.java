package io.github.mfpjaxrs.security.testkit;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A token's properties. Each claim is either JSON text or {@link #ABSENT}. */
record TokenDetails(
        String scope,
        String clientId,
        @Nullable User user,
        @Nullable Device device,
        @Nullable Application application,
        Map<String, Map<String, String>> checks,
        Map<String, String> claims,
        Instant issuedAt,
        Instant expiresAt) {

    /** Marks a member to omit. The empty text is not valid JSON, so no claim can have this value. */
    static final String ABSENT = "";

    TokenDetails {
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        claims = Collections.unmodifiableMap(new LinkedHashMap<>(claims));
    }

    List<String> scopeElements() {
        return scope.isBlank() ? List.of() : List.of(scope.trim().split(" +"));
    }

    /** Returns a copy without the given scope elements and security checks. */
    TokenDetails without(Set<String> lost) {
        Map<String, Map<String, String>> kept = new LinkedHashMap<>(checks);
        kept.keySet().removeAll(lost);
        String granted = scopeElements().stream()
                .filter(element -> !lost.contains(element))
                .collect(Collectors.joining(" "));
        return new TokenDetails(granted, clientId, user, device, application, kept, claims, issuedAt, expiresAt);
    }

    record User(
            String id,
            String displayName,
            Map<String, String> attributes,
            Instant authenticatedAt,
            String authenticatedBy) {
        User {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }
    }

    record Device(
            String id,
            String status,
            String hardware,
            String platform,
            @Nullable String displayName) {

        Device(String id, String status) {
            this(id, status, "iPhone9,1", "iOS 10", null);
        }
    }

    record Application(String id, String platform, String version) {}
}
