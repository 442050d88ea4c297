package io.github.mfpjaxrs.security.it.shapes;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The set of callers that are allowed to call a method. */
sealed interface Access {

    Access OPEN = new Needs(List.of());
    Access NOBODY = new Nobody();

    static Access of(Demand demand) {
        return new Needs(List.of(demand));
    }

    /** Whether a token with these scopes grants access. The set is empty for a request without a token. */
    boolean admits(Set<String> granted);

    /** Combines two requirements that both apply to a method, such as those of a locator and a class. */
    Access and(Access other);

    Set<String> scopes();

    /** Returns a minimal set of scopes that grants access. */
    default Set<String> exact() {
        return scopes();
    }

    /**
     * The callers whose token meets every demand.
     *
     * @param demands the demands that apply to the method; empty if the method is open
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

        /**
         * If a demand accepts any one of several scopes, includes only the last of them. A library that checked only
         * the first scope would thus be detected.
         */
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

    /** The empty set of callers. No token grants access. */
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
