package io.github.mfpjaxrs.samples.quickstart;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A request to try and its expected response.
 *
 * @param what a description for readers
 * @param path the path relative to the service's base
 * @param token the access token; empty for none
 * @param body the JSON to post; empty for a GET request
 * @param status the status to expect
 * @param shown the challenge of a refusal, or the body of a successful response
 */
record Example(String what, String path, Optional<String> token, Optional<String> body, int status, String shown) {

    /** Returns three lines with the description, the command and the result. */
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
