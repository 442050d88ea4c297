package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ApplicationLog;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RawServer;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests host names. The token endpoint's name has two addresses, the first of which is dead. The introspection
 * endpoint's name has no address.
 */
@RuntimeTest
class HostNameIT {

    @AutoClose
    private static final RawServer SERVER = RawServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return SERVER.introduceTo(
                        War.named("names").of(RestApplication.class, Accounts.class, ApplicationLog.class),
                        "two.addresses.test")
                .config("mfp.authorization-server.allow-http", "true")
                .config("mfp.introspection.authentication", "bearer")
                .config("mfp.introspection.endpoint", "http://no.address.test/introspect")
                .config("mfp.introspection.token-endpoint", "http://two.addresses.test:" + SERVER.port() + "/token")
                .config("mfp.timeout.total", "PT10S")
                .build();
    }

    /**
     * The log from all tests so far. Each failure kind is logged only once per period, possibly during an earlier
     * test.
     */
    private static final StringBuilder LOG = new StringBuilder();

    @BeforeEach
    void listen() throws Exception {
        site.get("operator/addresses");
    }

    @AfterEach
    void readLog() throws Exception {
        LOG.append(site.get("operator/log").body());
    }

    @Test
    @Tag("R7")
    void getWhenFirstAddressIsDeadThenTheSecondIsUsed() throws Exception {
        Ability.SECOND_ADDRESS.assume();
        assumeTrue(
                site.get("operator/addresses").body().equals("127.0.0.2 127.0.0.1"),
                "this runtime is not started with the suite's file of host names");

        site.get("accounts/balance", "t0ken");

        assertThat(SERVER.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.line()).startsWith("POST /token"));
    }

    @Test
    @Tag("E1")
    void getWhenNameDoesNotResolveThenUnreachable() throws Exception {
        HttpResponse<String> response = site.get("accounts/balance", "another-t0ken");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().map()).containsKey("retry-after").doesNotContainKey("www-authenticate");
        readLog();
        Ability.UNKNOWN_HOSTS.assume();
        assertThat(LOG).contains("(UNREACHABLE)");
    }
}
