package io.github.mfpjaxrs.security.it.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The callers that may call a method. */
sealed interface Access {

    Access OPEN = new Needs(List.of());
    Access NOBODY = new Nobody();

    static Access of(Demand demand) {
        return new Needs(List.of(demand));
    }

    /** Whether a token with these scopes grants access. A request without a token has no scopes. */
    boolean admits(Set<String> granted);

    /** Combines the requirements declared at two places, such as a locator and a class, on the path to a method. */
    Access and(Access other);

    Set<String> scopes();

    /** Returns the minimal scopes that grant access. */
    default Set<String> exact() {
        return scopes();
    }

    /**
     * Callers with a token that was granted all of this.
     *
     * @param demands the requirements of each place; empty if the method is open
     */
    record Needs(List<Demand> demands) implements Access {

        public Needs {
            demands = List.copyOf(demands);
        }

        @Override
        public boolean admits(Set<String> granted) {
            return demands.stream().allMatch(demand -> demand.isMetBy(granted));
        }

        @Override
        public Access and(Access other) {
            return other instanceof Needs needs
                    ? new Needs(Stream.concat(demands.stream(), needs.demands.stream())
                            .distinct()
                            .toList())
                    : other;
        }

        @Override
        public Set<String> scopes() {
            Set<String> all = new TreeSet<>();
            demands.forEach(demand -> all.addAll(demand.elements()));
            return all;
        }

        /** Only the last of several sufficient scopes. A library that checks only the first would refuse it. */
        @Override
        public Set<String> exact() {
            Set<String> granted = new TreeSet<>();
            demands.forEach(demand -> {
                List<String> elements = new ArrayList<>(demand.elements());
                granted.addAll(demand.any() ? elements.subList(elements.size() - 1, elements.size()) : elements);
            });
            return granted;
        }
    }

    /** No token grants access. */
    record Nobody() implements Access {

        @Override
        public boolean admits(Set<String> granted) {
            return false;
        }

        @Override
        public Access and(Access other) {
            return this;
        }

        @Override
        public Set<String> scopes() {
            return Set.of();
        }
    }
}
