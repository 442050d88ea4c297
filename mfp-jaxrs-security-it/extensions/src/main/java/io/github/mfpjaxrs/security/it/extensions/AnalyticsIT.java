package io.github.mfpjaxrs.security.it.extensions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.AnalyticsServer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests the events that are sent to MobileFirst Analytics. */
@RuntimeTest
@Tag("O5")
class AnalyticsIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @AutoClose
    private static final AnalyticsServer ANALYTICS = AnalyticsServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() throws ClassNotFoundException {
        return War.named("analysed")
                .of(RestApplication.class, DocumentedAccounts.class)
                .against(SERVER)
                .config("mfp.analytics.url", ANALYTICS.url().toString())
                .config("mfp.analytics.user", AnalyticsServer.USER)
                .config("mfp.analytics.password", AnalyticsServer.PASSWORD)
                .config("mfp.analytics.interval", "PT0.1S")
                .with(Class.forName("io.github.mfpjaxrs.security.analytics.AnalyticsReporter"))
                .build();
    }

    @Test
    void requestWhenGrantedAndWhenRefusedThenIsReportedWithTemplateAndMetadata() throws Exception {
        String token = SERVER.issue("accounts.read audit", "john");

        assertThat(site.send(site.authorized("accounts/17", token)
                                .header("x-wl-analytics-tracking-id", "track-1")
                                .header("x-mfp-analytics-metadata", "{\"appStoreLabel\":\"Bank\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(site.get("accounts/18").statusCode()).isEqualTo(401);

        await().until(() -> all().contains("MISSING_AUTH_HEADER") && all().contains("track-1"));
        assertThat(all())
                .contains("\"validationCode\":\"AUTHORIZATION_SUCCESS\"")
                .contains("\"appName\":\"Bank\"")
                .contains("/accounts/{id")
                .doesNotContain("accounts/17")
                .doesNotContain(token);
    }

    private static String all() {
        List<String> batches = ANALYTICS.batches();
        return String.join("\n", batches);
    }
}
