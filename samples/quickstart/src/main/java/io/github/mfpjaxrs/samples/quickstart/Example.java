package io.github.mfpjaxrs.samples.quickstart;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to try and its expected response.
 *
 * @param what a human-readable description
 * @param path the path, relative to the service's base URL
 * @param token the access token; empty if none is sent
 * @param body the JSON to post; empty for a GET request
 * @param status the expected status
 * @param shown the challenge if the request is refused, or the response body if it succeeds
 */
record Example(String what, String path, Optional<String> token, Optional<String> body, int status, String shown) {

    /** Returns three lines, which contain the description, the command and the result. */
    List<String> lines(URI base) {
        return List.of("# " + what, curl(base), "#   " + status + " " + shown);
    }

    private String curl(URI base) {
        List<String> words = new ArrayList<>(List.of("curl -i"));
        token.ifPresent(t -> words.add("-H 'Authorization: Bearer " + t + "'"));
        body.ifPresent(b -> words.add("-H 'Content-Type: application/json' -d '" + b + "'"));
        words.add(base.resolve(path).toString());
        return String.join(" ", words);
    }
}
