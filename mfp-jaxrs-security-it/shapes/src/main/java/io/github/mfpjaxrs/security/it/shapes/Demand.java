package io.github.mfpjaxrs.security.it.shapes;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * An {@code @MFPProtected} annotation.
 *
 * @param scopes the scopes in the annotation; if empty, the default scope is required
 * @param any whether any one of the scopes is sufficient
 */
record Demand(List<String> scopes, boolean any) {

    /** The default scope, which the library uses if {@code mfp.default-scope} is not set. */
    static final String DEFAULT_SCOPE = "RegisteredClient";

    Demand {
        scopes = List.copyOf(scopes);
    }

    Set<String> elements() {
        return scopes.isEmpty() ? Set.of(DEFAULT_SCOPE) : new TreeSet<>(scopes);
    }

    boolean isMetBy(Set<String> granted) {
        return any ? elements().stream().anyMatch(granted::contains) : granted.containsAll(elements());
    }

    String source() {
        if (scopes.isEmpty()) {
            return "@io.github.mfpjaxrs.security.MFPProtected";
        }
        String value = scopes.stream().map(scope -> '"' + scope + '"').collect(Collectors.joining(", ", "{", "}"));
        return any
                ? "@io.github.mfpjaxrs.security.MFPProtected(value = " + value
                        + ", match = io.github.mfpjaxrs.security.ScopeMatch.ANY)"
                : "@io.github.mfpjaxrs.security.MFPProtected(" + value + ")";
    }
}
