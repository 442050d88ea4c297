package io.github.mfpjaxrs.security.it.classloading;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;

/** The application under test, and the behavior expected of it wherever the library is located. */
final class Subject {

    private Subject() {}

    static War named(String name) {
        return War.named(name).of(RestApplication.class, Accounts.class, Plain.class);
    }

    /**
     * Asserts that two applications do not share an authorization server, default scope or cache.
     *
     * @param johns a token from the first application's server that grants access to all of that application
     * @param marys a token from the second application's server that lacks that application's default scope
     */
    static void assertIndependent(Site one, String johns, Site two, String marys)
            throws IOException, InterruptedException {
        assertThat(one.get("plain").statusCode()).isEqualTo(401);
        assertThat(two.get("plain").statusCode()).isEqualTo(401);
        assertThat(one.get("accounts/balance", johns).body()).isEqualTo("balance of john");
        assertThat(two.get("accounts/balance", johns).statusCode()).isEqualTo(401);
        assertThat(two.get("accounts/balance", marys).body()).isEqualTo("balance of mary");
        assertThat(one.get("accounts/balance", marys).statusCode()).isEqualTo(401);
        assertThat(one.get("accounts/registered", johns).statusCode()).isEqualTo(200);
        assertThat(two.get("accounts/registered", marys).statusCode()).isEqualTo(403);
    }

    /**
     * Asserts that callers without the required scope are refused. A server is also allowed not to serve the
     * application at all.
     *
     * @param other a token without the required scopes
     */
    static void assertClosed(Site site, String other) throws IOException, InterruptedException {
        for (String path : List.of("plain", "accounts/balance", "accounts/registered")) {
            HttpResponse<String> anonymous = site.get(path);
            HttpResponse<String> unscoped = site.get(path, other);

            assertThat(anonymous.statusCode()).as(path).isIn(401, 404, 500, 503);
            assertThat(unscoped.statusCode()).as(path).isIn(403, 404, 500, 503);
            assertThat(anonymous.body() + unscoped.body()).as(path).doesNotContain("secret", "balance of");
        }
    }

    /** Asserts that every request fails, with or without a token. */
    static void assertServesNothing(Site site, String token) throws IOException, InterruptedException {
        for (String path : List.of("plain", "accounts/balance", "accounts/registered")) {
            assertThat(site.get(path).statusCode()).as(path).isIn(404, 500, 503);
            assertThat(site.get(path, token).statusCode()).as(path).isIn(404, 500, 503);
        }
    }
}
