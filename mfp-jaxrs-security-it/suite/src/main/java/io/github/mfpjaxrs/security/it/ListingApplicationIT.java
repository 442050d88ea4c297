package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ListingApplication;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterface;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterfaceResource;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.Attempts;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An application that lists its own classes has not chosen to be without protection: it is protected, or not served. */
@ExtendWith(ArquillianExtension.class)
class ListingApplicationIT {

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

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @Test
    void deployWhenApplicationListsItsClassesThenTheyAreProtectedOrNotServed() throws Exception {
        Attempts attempts = new Attempts(deployer);
        try {
            Optional<Site> site = attempts.deploy("listing");

            if (Ability.LISTING_APPLICATION.isThere()) {
                assertProtected(site.orElseThrow());
            } else {
                assertThat(site).isEmpty();
            }
        } finally {
            attempts.undeploy("listing");
        }
    }

    private static void assertProtected(Site site) throws Exception {
        for (String path : List.of("accounts/balance", "interface-type/read")) {
            HttpResponse<String> refused = site.get(path);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        }
        assertThat(site.get("accounts/balance", SERVER.issue("accessRestricted", "john"))
                        .body())
                .isEqualTo("balance of john");
        assertThat(site.get("accounts/open").body()).isEqualTo("open");
    }
}
