package io.github.mfpjaxrs.security.it.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;

/** What a client is told that is not let in. */
public final class Refusal {

    private Refusal() {}

    /**
     * One challenge and no other.
     *
     * @param challenge byte for byte
     */
    public static void assertRefused(HttpResponse<String> response, int status, String challenge) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly(challenge);
    }
}
