package io.github.mfpjaxrs.security.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request that the server has read completely. It contains tokens and secrets. {@link #toString()} omits all
 * values; the results of the other methods must not be logged. Immutable.
 *
 * @param method such as {@code POST}
 * @param path the request target as sent, including any query
 * @param headers the values by lower-case header name, in the order sent
 * @param form the percent-decoded parameters of a form body; empty if there is no form body
 */
public record Call(String method, String path, Map<String, List<String>> headers, Map<String, List<String>> form) {

    /**
     * Copies the maps.
     *
     * @param method such as {@code POST}
     * @param path the request target as sent, including any query
     * @param headers the values by lower-case header name, in the order sent
     * @param form the percent-decoded parameters of a form body; empty if there is no form body
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

    /** Contains the method, the path without its query, and the names of headers and parameters, but no values. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return "Call[" + method + " " + (query < 0 ? path : path.substring(0, query)) + ", headers " + headers.keySet()
                + ", form " + form.keySet() + "]";
    }
}
