package io.github.mfpjaxrs.security.openapi;

import io.github.mfpjaxrs.security.spi.ResourceOperation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Matches a document's operations with the application's operations. A document does not name Java methods. Unlike
 * the library's templates, a document's paths begin with the application path and, on some runtimes, with the context
 * path. Of all possible prefixes for an operation, the matcher chooses the one that matches the most operations in
 * the document. Immutable.
 */
final class OperationMatcher {

    /**
     * A path parameter. Documents show the parameter's name without the regular expression, which can contain braces.
     */
    private static final Pattern PARAMETER = Pattern.compile("\\{\\s*([\\w.-]+)\\s*(:(?:[^{}]|\\{[^{}]*})*)?}");

    /**
     * An operation in a document.
     *
     * @param httpMethod the operation's HTTP method
     * @param path the operation's path
     */
    record Key(String httpMethod, String path) {}

    private record Candidate(String prefix, List<ResourceOperation.Requirement> requirements) {}

    private final Map<Key, List<ResourceOperation.Requirement>> known = new HashMap<>();

    OperationMatcher(List<ResourceOperation> operations) {
        operations.forEach(operation -> {
            List<ResourceOperation.Requirement> requirements = known.computeIfAbsent(
                    new Key(operation.httpMethod(), normalized(operation.pathTemplate())), key -> new ArrayList<>());
            if (!requirements.contains(operation.requirement())) {
                requirements.add(operation.requirement());
            }
        });
    }

    /**
     * Returns the requirements for a document's operations. An operation can have several requirements if several
     * methods have the same path and differ only in their media types.
     *
     * @param documented the document's operations
     * @return the requirements for the documented operations that the application also has
     */
    Map<Key, List<ResourceOperation.Requirement>> match(List<Key> documented) {
        Map<Key, List<Candidate>> candidates = new LinkedHashMap<>();
        Map<String, Integer> votes = new HashMap<>();
        for (Key key : documented) {
            List<Candidate> fitting = candidates(key);
            candidates.put(key, fitting);
            fitting.forEach(candidate -> votes.merge(candidate.prefix(), 1, Integer::sum));
        }
        Map<Key, List<ResourceOperation.Requirement>> matches = new LinkedHashMap<>();
        candidates.forEach((key, fitting) -> fitting.stream()
                .max(Comparator.<Candidate>comparingInt(candidate -> votes.getOrDefault(candidate.prefix(), 0))
                        .thenComparingInt(candidate -> -candidate.prefix().length()))
                .ifPresent(candidate -> matches.put(key, candidate.requirements())));
        return matches;
    }

    private List<Candidate> candidates(Key key) {
        String path = normalized(key.path());
        List<Candidate> candidates = new ArrayList<>();
        for (int start = 0; start >= 0; start = path.indexOf('/', start + 1)) {
            add(candidates, key.httpMethod(), path.substring(0, start), path.substring(start));
        }
        add(candidates, key.httpMethod(), path, "");
        return candidates;
    }

    private void add(List<Candidate> candidates, String httpMethod, String prefix, String template) {
        List<ResourceOperation.Requirement> requirements = known.get(new Key(httpMethod, template));
        if (requirements != null) {
            candidates.add(new Candidate(prefix, requirements));
        }
    }

    /** Returns the path without regular expressions or a trailing slash. */
    private static String normalized(String path) {
        String plain = PARAMETER.matcher(path).replaceAll("{$1}");
        return plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain;
    }
}
