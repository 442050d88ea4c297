package io.github.mfpjaxrs.security.internal.protection;

import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.ScopeMatch;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** The requirement that a resource method places on requests. */
public sealed interface Protection {

    /** No annotation applies to the method. */
    record Unsaid() implements Protection {}

    /** Every request may call the method. A valid token still identifies the caller. */
    record Open() implements Protection {}

    /** Every request is refused, regardless of its token ({@code @DenyAll}). */
    record Denied() implements Protection {}

    /**
     * A token with this scope is required.
     *
     * @param scope the required scope
     */
    record Scoped(RequiredScope scope) implements Protection {}

    /**
     * The requirement is ambiguous; every request is refused.
     *
     * @param reason an explanation for the operator
     */
    record Unresolvable(String reason) implements Protection {}

    /**
     * Combines two requirements that both apply, such as those of a sub-resource and the resource that leads to it.
     */
    default Protection and(Protection other) {
        if (this instanceof Unresolvable || other instanceof Unsaid) {
            return this;
        }
        if (other instanceof Unresolvable || this instanceof Unsaid) {
            return other;
        }
        if (this instanceof Denied || other instanceof Denied) {
            return new Denied();
        }
        if (this instanceof Scoped mine && other instanceof Scoped theirs) {
            return both(mine.scope(), theirs.scope());
        }
        return this instanceof Scoped ? this : other;
    }

    private static Protection both(RequiredScope one, RequiredScope other) {
        Optional<Duration> maxAge =
                Stream.concat(one.maxAge().stream(), other.maxAge().stream()).min(Duration::compareTo);
        if (!one.server().equals(other.server())) {
            return new Unresolvable("a sub-resource and the resource that leads to it name different authorization"
                    + " servers, and no token comes from both; name the same server on both");
        }
        if (one.elements().equals(other.elements()) && one.match() == other.match()) {
            return new Scoped(new RequiredScope(one.elements(), one.match(), maxAge, one.server()));
        }
        if (isConjunction(one) && isConjunction(other)) {
            return new Scoped(new RequiredScope(
                    Stream.concat(one.elements().stream(), other.elements().stream())
                            .toList(),
                    ScopeMatch.ALL,
                    maxAge,
                    one.server()));
        }
        return new Unresolvable("a sub-resource and the resource that leads to it both name scopes, one of them with"
                + " match = ANY; declare all required scopes on one of them");
    }

    private static boolean isConjunction(RequiredScope scope) {
        return scope.match() == ScopeMatch.ALL || scope.elements().size() < 2;
    }
}
