package io.github.mfpjaxrs.security.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** The response to a client that is refused. */
public final class Refusal {

    private Refusal() {}

    /**
     * Asserts that the response has exactly one challenge.
     *
     * @param challenge byte for byte
     */
    public static void assertRefused(HttpResponse<String> response, int status, String challenge) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
    }
}
