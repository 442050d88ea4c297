package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.servers.ByTenant;
import io.github.mfpjaxrs.security.it.app.servers.Vouchers;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests two authorization servers. Each accepts only its own tokens, and a failure of one does not affect the other.
 */
@RuntimeTest
@Tag("T1")
class SeveralServersIT {

    @AutoClose
    private static final MobileFirstServer OWN = MobileFirstServer.start();

    @AutoClose
    private static final MobileFirstServer PARTNER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("several-servers")
                .of(RestApplication.class, Vouchers.class, ByTenant.class)
                .against(OWN)
                .config("mfp.authorization-server.names", "partner")
                .config("mfp.authorization-server.try", "default, partner")
                .config("mfp.authorization-server.partner.url", PARTNER.url().toString())
                .config("mfp.authorization-server.partner.client-id", PARTNER.clientId())
                .config("mfp.authorization-server.partner.client-secret", PARTNER.clientSecret())
                // Otherwise, failures in one test would affect the next.
                .config("mfp.circuit-breaker.window", "1000")
                .config("mfp.circuit-breaker.failures", "1000")
                .build();
    }

    @AfterEach
    void recover() {
        OWN.recover();
        PARTNER.recover();
    }

    @Test
    void getWhenTheAnnotationNamesTheServerThenOnlyItsTokensAreAccepted() throws Exception {
        String own = OWN.issue("accessRestricted", "john");
        String partners = PARTNER.issue("accessRestricted", "jane");

        assertServed(site.get("vouchers/own", own), "default");
        assertServed(site.get("vouchers/partner", partners), "partner");
        assertThat(site.get("vouchers/own", partners).statusCode()).isEqualTo(401);
        assertThat(site.get("vouchers/partner", own).statusCode()).isEqualTo(401);
    }

    @Test
    void getWhenServersAreTriedThenTheOneThatKnowsTheTokenVouches() throws Exception {
        assertServed(site.get("vouchers/either", OWN.issue("accessRestricted", "john")), "default");
        assertServed(site.get("vouchers/either", PARTNER.issue("accessRestricted", "jane")), "partner");
        assertThat(site.get("vouchers/either", "unknown").statusCode()).isEqualTo(401);
    }

    @Test
    void getWhenBothServersIssuedTheSameTextThenEachDecidesForItself() throws Exception {
        OWN.token().value("same").scope("accessRestricted").user("john").issue();
        PARTNER.token().value("same").scope("other").user("jane").issue();

        assertServed(site.get("vouchers/own", "same"), "default");
        assertThat(site.get("vouchers/partner", "same").statusCode()).isEqualTo(403);
    }

    @Test
    void getWhenOneServerFailsThenTokensOfTheOtherAreServed() throws Exception {
        OWN.fail(Fault.resetBeforeAnswer());

        assertThat(site.get("vouchers/own", OWN.issue("accessRestricted", "john"))
                        .statusCode())
                .isEqualTo(503);
        assertServed(site.get("vouchers/partner", PARTNER.issue("accessRestricted", "jane")), "partner");
        assertServed(site.get("vouchers/either", PARTNER.issue("accessRestricted", "jane")), "partner");
        assertThat(site.get("vouchers/either", "unknown").statusCode()).isEqualTo(503);
    }

    @Test
    void getWhenNoTriedServerKnowsTheTokenThenEachIsAskedOnce() throws Exception {
        int ofOwn = OWN.introspections();
        int ofPartner = PARTNER.introspections();

        for (int i = 0; i < 3; i++) {
            assertThat(site.get("vouchers/either", "unknown-to-both").statusCode())
                    .isEqualTo(401);
        }

        assertThat(OWN.introspections() - ofOwn).isEqualTo(1);
        assertThat(PARTNER.introspections() - ofPartner).isEqualTo(1);
    }

    @Test
    void getWhenOneServerRevokesOurAccessTokenThenTheOneForTheOtherIsKept() throws Exception {
        assertServed(site.get("vouchers/own", OWN.issue("accessRestricted", "john")), "default");
        assertServed(site.get("vouchers/partner", PARTNER.issue("accessRestricted", "jane")), "partner");
        int ofOwn = OWN.tokenRequests();
        int ofPartner = PARTNER.tokenRequests();

        PARTNER.revokeOwnTokens();

        assertServed(site.get("vouchers/own", OWN.issue("accessRestricted", "john")), "default");
        assertServed(site.get("vouchers/partner", PARTNER.issue("accessRestricted", "jane")), "partner");
        assertThat(OWN.tokenRequests()).isEqualTo(ofOwn);
        assertThat(PARTNER.tokenRequests()).isEqualTo(ofPartner + 1);
    }

    @Test
    @Tag("T2")
    void getWhenTheApplicationSelectsTheServerThenItIsOneOfTheConfigured() throws Exception {
        String own = OWN.issue("accessRestricted", "john");

        assertServed(ofTenant("default", own), "default");
        assertThat(ofTenant("partner", own).statusCode()).isEqualTo(401);
        assertThat(ofTenant(OWN.url().toString(), own).statusCode()).isEqualTo(500);
    }

    /** All spellings lead to the same method. */
    @ParameterizedTest
    @ValueSource(strings = {"partner", "partner;x=y", "partner;", "partner/", "%70artner"})
    @Tag("T2")
    void getWhenTheApplicationSelectsTheServerByPathThenSpellingDoesNotMatter(String tenant) throws Exception {
        String path = "vouchers/tenants/" + tenant;

        assertThat(site.get(path, OWN.issue("accessRestricted", "john")).statusCode())
                .isNotEqualTo(200);
        if (tenant.equals("partner")) {
            assertServed(site.get(path, PARTNER.issue("accessRestricted", "jane")), "partner");
        }
    }

    private HttpResponse<String> ofTenant(String tenant, String token) throws Exception {
        return site.send(
                site.request("vouchers/either").header("X-Tenant", tenant).header("Authorization", "Bearer " + token));
    }

    private static void assertServed(HttpResponse<String> response, String server) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(server);
    }
}
