package io.github.mfpjaxrs.security.it.quarkus;

import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RawServer;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests host names with two addresses. Vert.x tries only one address per connection. With Vert.x's own resolver and
 * these settings, each connection uses the next address.
 */
@RuntimeTest
class SecondAddressIT {

    @AutoClose
    private static final RawServer SERVER = RawServer.start();

    @AutoClose
    private static final TwoAddressesDns NAMES = TwoAddressesDns.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return SERVER.introduceTo(War.named("second").of(RestApplication.class, Accounts.class), "two.addresses.test")
                .config("mfp.authorization-server.allow-http", "true")
                .config("mfp.retry.max", "3")
                .config("quarkus.vertx.use-async-dns", "true")
                .config("quarkus.vertx.resolver.servers", NAMES.address())
                .config("quarkus.vertx.resolver.round-robin-inet-address", "true")
                .build();
    }

    @Test
    @Tag("R7")
    void getWhenResolverTakesTurnsThenTheSecondAddressIsUsed() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> site.get(
                                        "accounts/balance",
                                        RawServer.newTokens("second", 1).get(0))
                                .statusCode()
                        == 200);
    }
}
