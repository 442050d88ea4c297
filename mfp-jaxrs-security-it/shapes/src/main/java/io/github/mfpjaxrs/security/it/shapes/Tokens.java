package io.github.mfpjaxrs.security.it.shapes;

import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Supplies the callers to try on a route, and their tokens. A caller is represented by the set of scopes in its token,
 * or by an empty set if it has no token.
 */
final class Tokens {

    private static final Set<String> EVERYTHING = Set.of("a", "b", "c", "p", Demand.DEFAULT_SCOPE);
    private static final Set<String> NONE = Set.of();

    private final MobileFirstServer server;
    private final Map<Set<String>, String> issued = new ConcurrentHashMap<>();

    Tokens(MobileFirstServer server) {
        this.server = server;
    }

    String token(Set<String> scopes) {
        return issued.computeIfAbsent(scopes, s -> server.issue(String.join(" ", new TreeSet<>(s)), "john"));
    }

    /**
     * Returns the callers to try on a route. They include a caller without a token, one with an unrelated scope, one
     * with all scopes, callers that each lack a required scope, and callers with only the required scopes.
     */
    static Collection<Set<String>> callers(Route route) {
        Set<Set<String>> callers = new LinkedHashSet<>();
        callers.add(NONE);
        callers.add(Set.of("other"));
        Set<String> scopes = new TreeSet<>(route.loosest().scopes());
        scopes.addAll(route.strictest().scopes());
        for (String scope : scopes) {
            Set<String> others = new TreeSet<>(EVERYTHING);
            others.remove(scope);
            callers.add(others);
        }
        for (Access access : new Access[] {route.loosest(), route.strictest()}) {
            if (!access.exact().isEmpty()) {
                callers.add(access.exact());
            }
            if (access instanceof Access.Needs needs) {
                needs.demands().stream().filter(Demand::any).forEach(demand -> {
                    Set<String> others = new TreeSet<>(EVERYTHING);
                    others.removeAll(demand.elements());
                    callers.add(others);
                });
            }
        }
        callers.add(new TreeSet<>(EVERYTHING));
        return callers;
    }
}
