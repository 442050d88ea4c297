package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.ejb.GuardedCount;
import io.github.mfpjaxrs.security.it.app.ejb.GuardedTally;
import io.github.mfpjaxrs.security.it.app.ejb.ProducedLocators;
import io.github.mfpjaxrs.security.it.app.ejb.Tallies;
import io.github.mfpjaxrs.security.it.app.ejb.Tally;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests sub-resources that CDI producer methods create and CDI exposes as client proxies. */
@RuntimeTest
class ProducedBeanIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("produced")
                .of(
                        RestApplication.class,
                        GuardedCount.class,
                        GuardedTally.class,
                        ProducedLocators.class,
                        Tallies.class,
                        Tally.class)
                .against(SERVER)
                .build();
    }

    /** Only the producer method knows the proxied class. */
    @Test
    @Tag("J30")
    void getWhenTheProxyShowsOnlyAnInterfaceThenRefused() throws Exception {
        for (HttpResponse<String> response :
                List.of(site.get("produced/tally"), site.get("produced/tally", SERVER.issue("other", "john")))) {
            assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(response.body()).doesNotContain("secret");
        }
    }

    @Test
    @Tag("J30")
    void getWhenTheProxyShowsTheClassThenProtected() throws Exception {
        HttpResponse<String> anonymous = site.get("produced/count");

        assertRefused(anonymous, 401, "Bearer");
        assertThat(site.get("produced/count", SERVER.issue("accessRestricted", "john"))
                        .body())
                .isEqualTo("secret");
    }

    @Test
    @Tag("J30")
    void getWhenNothingIsAnnotatedBesideItThenOpen() throws Exception {
        assertThat(site.get("produced").body()).isEqualTo("open");
    }
}
