package io.github.mfpjaxrs.security.it.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.support.Site;
import java.io.IOException;

/** Checks an extension's jar on runtimes without the API that the jar supports. */
final class MissingApi {

    private MissingApi() {}

    /**
     * Asserts that the application works and that its only warning names the jar and the API.
     *
     * @param token a token that the protected method accepts
     */
    static void assertNamed(Site site, String token, String jar, String api) throws IOException, InterruptedException {
        assertThat(site.get("accounts/balance", token).statusCode()).isEqualTo(200);
        assertThat(site.get("warnings").body().lines())
                .singleElement()
                .asString()
                .contains(jar + " has no effect", "has no " + api);
    }
}
