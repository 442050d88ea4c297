package io.github.mfpjaxrs.security.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request as the server read it, whole. Immutable. Holds tokens and secrets, so {@link #toString()} leaves all values
 * out; do not log the rest.
 *
 * @param method such as {@code POST}
 * @param path the request target as it was sent, with a query if there was one
 * @param headers by name in lower case, each with its values in the order of their lines
 * @param form the parameters of a form body, percent-decoded; empty if there is none
 */
public record Call(String method, String path, Map<String, List<String>> headers, Map<String, List<String>> form) {

    /**
     * Copies its maps.
     *
     * @param method such as {@code POST}
     * @param path the request target as it was sent, with a query if there was one
     * @param headers by name in lower case, each with its values in the order of their lines
     * @param form the parameters of a form body, percent-decoded; empty if there is none
     */
    public Call {
        headers = copy(headers);
        form = copy(form);
    }

    /**
     * The first value of a header.
     *
     * @param name in any case
     * @return empty if the header was not sent
     */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /**
     * The first value of a form parameter.
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

    /** Names the method, the path without its query, the headers and the parameters, and none of their values. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return "Call[" + method + " " + (query < 0 ? path : path.substring(0, query)) + ", headers " + headers.keySet()
                + ", form " + form.keySet() + "]";
    }
}
