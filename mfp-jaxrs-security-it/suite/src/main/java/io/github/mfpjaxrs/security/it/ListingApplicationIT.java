package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ListingApplication;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterface;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterfaceResource;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempt;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Verifies that an application that lists its own classes is either protected or not served. */
@RuntimeTest
class ListingApplicationIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "listing", managed = false, testable = false)
    static WebArchive application() {
        return War.named("listing")
                .of(
                        ListingApplication.class,
                        Accounts.class,
                        TypeAnnotatedInterface.class,
                        TypeAnnotatedInterfaceResource.class)
                .against(SERVER)
                .build();
    }

    @Test
    void deployWhenApplicationListsItsClassesThenTheyAreProtectedOrNotServed() throws Exception {
        try (Attempt listing = Attempt.toDeploy(deployer, "listing")) {
            if (Ability.LISTING_APPLICATION.isThere()) {
                assertProtected(listing.served());
            } else {
                assertThat(listing.site()).isEmpty();
            }
        }
    }

    private static void assertProtected(Site site) throws Exception {
        for (String path : List.of("accounts/balance", "interface-type/read")) {
            HttpResponse<String> refused = site.get(path);
            assertRefused(refused, 401, "Bearer");
        }
        assertThat(site.get("accounts/balance", SERVER.issue("accessRestricted", "john"))
                        .body())
                .isEqualTo("balance of john");
        assertThat(site.get("accounts/open").body()).isEqualTo("open");
    }
}
