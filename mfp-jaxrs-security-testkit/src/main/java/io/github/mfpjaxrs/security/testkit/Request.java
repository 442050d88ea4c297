package io.github.mfpjaxrs.security.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that was read completely. Header names are in lower case. */
record Request(String method, String target, boolean keepAlive, Map<String, List<String>> headers, byte[] body) {

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    Optional<String> header(String lowerCaseName) {
        List<String> values = headers.get(lowerCaseName);
        return values == null ? Optional.empty() : Optional.of(values.get(0));
    }

    /**
     * Returns the credentials that follow the scheme in the Authorization header; empty if the scheme differs or if
     * there is not exactly one such header.
     */
    Optional<String> credentials(String scheme) {
        List<String> values = headers.getOrDefault("authorization", List.of());
        if (values.size() != 1) {
            return Optional.empty();
        }
        String value = values.get(0);
        boolean matches = value.regionMatches(true, 0, scheme + " ", 0, scheme.length() + 1);
        return matches ? Optional.of(value.substring(scheme.length() + 1).trim()) : Optional.empty();
    }
}
