package io.github.mfpjaxrs.security.testkit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The security checks, and the mapping from scope elements to the checks that they require. */
final class SecurityChecks {

    /** The scope that every registered client has without passing a check. */
    static final String DEFAULT_SCOPE = "RegisteredClient";

    private final Map<String, SecurityCheck> byName = new LinkedHashMap<>();
    private final Map<String, List<SecurityCheck>> byElement = new LinkedHashMap<>();

    /**
     * Maps scope elements to checks.
     *
     * @throws IllegalArgumentException if an element requires an unknown check
     */
    SecurityChecks(Collection<SecurityCheck> checks, Map<String, List<String>> elements) {
        checks.forEach(check -> byName.put(check.name(), check));
        byElement.put(DEFAULT_SCOPE, List.of());
        elements.forEach((element, names) ->
                byElement.put(element, names.stream().map(this::known).toList()));
    }

    Optional<SecurityCheck> check(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Collection<SecurityCheck> all() {
        return byName.values();
    }

    /**
     * Returns the checks that a scope requires, without duplicates. An unmapped scope element is treated as the name of
     * a check.
     */
    Set<SecurityCheck> required(List<String> scope) throws ClientErrorException {
        Set<SecurityCheck> required = new LinkedHashSet<>();
        for (String element : scope) {
            required.addAll(requiredBy(element));
        }
        return required;
    }

    /** Returns the scope for a client that has passed the given checks. {@code asked} can contain check names. */
    List<String> granted(Set<String> passed, Set<String> asked) {
        List<String> granted = new ArrayList<>();
        byElement.forEach((element, checks) -> {
            if (passed.containsAll(checks.stream().map(SecurityCheck::name).toList())) {
                granted.add(element);
            }
        });
        asked.stream()
                .filter(passed::contains)
                .filter(name -> !byElement.containsKey(name))
                .forEach(granted::add);
        return granted;
    }

    /**
     * Returns the names of the checks that the given scope element requires, or the given name if it is a check name.
     */
    Set<String> namedBy(String elementOrCheck) {
        return byElement
                .getOrDefault(elementOrCheck, check(elementOrCheck).stream().toList())
                .stream()
                .map(SecurityCheck::name)
                .collect(Collectors.toSet());
    }

    private List<SecurityCheck> requiredBy(String element) throws ClientErrorException {
        List<SecurityCheck> mapped = byElement.get(element);
        if (mapped != null) {
            return mapped;
        }
        return List.of(check(element)
                .orElseThrow(() -> ClientErrorException.mobileFirst(
                        "INVALID_SCOPE", "a scope element is neither mapped nor a security check")));
    }

    private SecurityCheck known(String name) {
        return check(name).orElseThrow(() -> new IllegalArgumentException("there is no security check named " + name));
    }
}
