package io.github.mfpjaxrs.security.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request that the server has read completely. The request can contain tokens and secrets, so only the result of
 * {@link #toString()}, which omits all values, is safe to log. Immutable.
 *
 * @param method the HTTP method, such as {@code POST}
 * @param path the request target as sent, including any query
 * @param headers the header values, keyed by lower-case name, in the order sent
 * @param form the percent-decoded form parameters; empty if the body is not a form
 */
public record Call(String method, String path, Map<String, List<String>> headers, Map<String, List<String>> form) {

    /**
     * Copies the maps.
     *
     * @param method the HTTP method, such as {@code POST}
     * @param path the request target as sent, including any query
     * @param headers the header values, keyed by lower-case name, in the order sent
     * @param form the percent-decoded form parameters; empty if the body is not a form
     */
    public Call {
        headers = copy(headers);
        form = copy(form);
    }

    /**
     * Returns the first value of a header.
     *
     * @param name case-insensitive
     * @return empty if the header was not sent
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /**
     * Returns the first value of a form parameter.
     *
     * @param name case-sensitive
     * @return empty if the parameter was not sent
     */
    public Optional<String> parameter(String name) {
        return form.getOrDefault(name, List.of()).stream().findFirst();
    }

    private static Map<String, List<String>> copy(Map<String, List<String>> values) {
        return values.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
    }

    /** Returns the method, the path without the query, and the header and parameter names, but no values. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return "Call[" + method + " " + (query < 0 ? path : path.substring(0, query)) + ", headers " + headers.keySet()
                + ", form " + form.keySet() + "]";
    }
}
