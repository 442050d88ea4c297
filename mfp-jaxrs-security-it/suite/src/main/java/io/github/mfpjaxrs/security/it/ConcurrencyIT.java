package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.Validations;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Verifies the limit on concurrent introspections. The REST client must have enough connections to reach that limit.
 */
@RuntimeTest
class ConcurrencyIT {

    private static final int CONCURRENT = 100;

    /**
     * The share of the limit that new tokens can use. This share exceeds the REST client's default number of
     * connections.
     */
    private static final int OF_NEW_TOKENS = 75;

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("concurrency")
                .of(RestApplication.class, Validations.class)
                .against(SERVER)
                .config("mfp.introspection.max-concurrent", Integer.toString(CONCURRENT))
                .build();
    }

    @Test
    void validateWhenMoreTokensThanMayBeAskedAboutAtOnceThenJustSoManyAre() throws Exception {
        SERVER.failIntrospection(Fault.hang());

        site.get("validations/" + (CONCURRENT + 10));

        await().atMost(Duration.ofSeconds(30)).until(() -> SERVER.introspections() >= OF_NEW_TOKENS);
        assertThat(SERVER.maxConcurrentIntrospections()).isEqualTo(OF_NEW_TOKENS);
        SERVER.recover();
    }
}
