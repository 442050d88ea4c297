package io.github.mfpjaxrs.security;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a resource demands of an access token. Immutable. Each element is checked against the grammar of RFC 6749 §3.3,
 * which keeps quotes, backslashes, control characters and line breaks out of every challenge: anything else, and a
 * negative age, is an {@link IllegalArgumentException}.
 *
 * @param elements the scope elements, in the order in which a challenge names them, or of which it names the first if any will do; empty where any active token will do
 * @param match whether all elements are needed, or any one
 * @param maxAge how old a cached introspection answer may be; empty for the configured age, zero for a fresh answer
 */
public record RequiredScope(List<String> elements, ScopeMatch match, Optional<Duration> maxAge) {

    private static final RequiredScope NONE = new RequiredScope(List.of(), ScopeMatch.ALL, Optional.empty());

    /**
     * Checks the elements and drops repeated ones.
     *
     * @param elements the scope elements
     * @param match the rule
     * @param maxAge the age
     */
    public RequiredScope {
        elements = elements.stream().distinct().toList();
        elements.forEach(RequiredScope::requireScopeToken);
        if (maxAge.filter(Duration::isNegative).isPresent()) {
            throw new IllegalArgumentException("maxAge must not be negative: " + maxAge.get());
        }
    }

    /**
     * Demands every element of a scope.
     *
     * @param scope scope elements separated by spaces
     * @return the requirement
     * @throws IllegalArgumentException if the scope holds a character that RFC 6749 §3.3 does not allow
     */
    public static RequiredScope allOf(String scope) {
        return of(List.of(scope), ScopeMatch.ALL);
    }

    /**
     * Demands at least one element of a scope.
     *
     * @param scope scope elements separated by spaces
     * @return the requirement
     * @throws IllegalArgumentException if the scope holds a character that RFC 6749 §3.3 does not allow
     */
    public static RequiredScope anyOf(String scope) {
        return of(List.of(scope), ScopeMatch.ANY);
    }

    /**
     * Demands an active token and no scope.
     *
     * @return the requirement
     */
    public static RequiredScope none() {
        return NONE;
    }

    static RequiredScope of(Collection<String> scopes, ScopeMatch match) {
        List<String> elements = scopes.stream()
                .flatMap(scope -> Arrays.stream(scope.split(" ")))
                .filter(element -> !element.isEmpty())
                .toList();
        return new RequiredScope(elements, match, Optional.empty());
    }

    /**
     * The same demand with a bound on the age of the introspection answer.
     *
     * @param age how old a cached answer may be; zero for a fresh one
     * @return a new requirement
     * @throws IllegalArgumentException if the age is negative
     */
    public RequiredScope withMaxAge(Duration age) {
        return new RequiredScope(elements, match, Optional.of(age));
    }

    /**
     * Whether a token that was granted these scope elements meets the requirement. Elements are compared whole and
     * case-sensitively. Neither {@link #maxAge()} nor the validity of the token is considered.
     *
     * @param granted the scope elements of the token, such as {@link AccessToken#scopes()}
     * @return true if it does; always true if no element is required
     */
    public boolean isSatisfiedBy(Set<String> granted) {
        if (match == ScopeMatch.ALL || elements.isEmpty()) {
            return granted.containsAll(elements);
        }
        for (String element : elements) {
            if (granted.contains(element)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The elements as one text. A challenge names them so, or the first one only if any will do.
     *
     * @return the elements with a space between them; empty if there are none
     */
    public String scope() {
        return String.join(" ", elements);
    }

    private static void requireScopeToken(String element) {
        for (int i = 0; i < element.length(); i++) {
            char c = element.charAt(i);
            if (c < 0x21 || c > 0x7E || c == '"' || c == '\\') {
                throw new IllegalArgumentException(String.format(
                        "character %d of a scope element is U+%04X; RFC 6749 §3.3 allows printable ASCII without space,"
                                + " quote and backslash",
                        i + 1, (int) c));
            }
        }
        if (element.isEmpty()) {
            throw new IllegalArgumentException("a scope element must not be empty");
        }
    }
}
