package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ListingApplication;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterface;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterfaceResource;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that lists its own classes has not chosen to be without protection. */
@ExtendWith(ArquillianExtension.class)
class ListingApplicationIT {

    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private Site site;

    @Deployment(testable = false)
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

    @BeforeEach
    void find() {
        site = Site.deployed();
        SERVER.recover();
        SERVER.resetCounters();
    }

    @AfterAll
    static void close() {
        SERVER.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts/balance", "interface-type/read"})
    void getWhenNoTokenThenRefused(String path) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @Test
    void getWhenTokenHasScopeThenLetIn() throws Exception {
        HttpResponse<String> response = site.get("accounts/balance", SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo("balance of john");
    }

    @Test
    void getWhenResourceIsOpenThenOpen() throws Exception {
        HttpResponse<String> response = site.get("accounts/open");

        assertThat(response.body()).isEqualTo("open");
    }
}
