package io.github.mfpjaxrs.security.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters in a form body or a query string. Malformed pairs are omitted, so a request that depends on such a
 * pair is refused.
 */
record Form(Map<String, List<String>> parameters) {

    private static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    static Form of(Request request) {
        String contentType = request.header("content-type").orElse("");
        if (!contentType.regionMatches(true, 0, MEDIA_TYPE, 0, MEDIA_TYPE.length())) {
            return new Form(Map.of());
        }
        return parse(new String(request.body(), StandardCharsets.UTF_8));
    }

    static Form ofQuery(Request request) {
        int query = request.target().indexOf('?');
        return query < 0 ? new Form(Map.of()) : parse(request.target().substring(query + 1));
    }

    /** Returns the value of a parameter that occurs exactly once (RFC 6749, section 3.2, forbids repetition). */
    Optional<String> single(String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    private static Form parse(String pairs) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String pair : pairs.split("&")) {
            add(pair, parameters);
        }
        return new Form(parameters);
    }

    private static void add(String pair, Map<String, List<String>> parameters) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return;
        }
        try {
            String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            parameters.computeIfAbsent(name, key -> new ArrayList<>(1)).add(value);
        } catch (IllegalArgumentException malformed) {
            // Omitted, as documented.
        }
    }
}
