package io.github.mfpjaxrs.security.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** Checks responses to clients that are refused. */
public final class Refusal {

    private Refusal() {}

    /**
     * Asserts that the response has exactly one challenge.
     *
     * @param challenge the exact value of the challenge
     */
    public static void assertRefused(HttpResponse<String> response, int status, String challenge) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
    }
}
