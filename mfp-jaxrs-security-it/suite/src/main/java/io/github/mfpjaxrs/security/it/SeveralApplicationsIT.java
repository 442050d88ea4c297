package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.several.AdminApplication;
import io.github.mfpjaxrs.security.it.app.several.ApiApplication;
import io.github.mfpjaxrs.security.it.app.several.LobbyApplication;
import io.github.mfpjaxrs.security.it.app.several.Shared;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests three applications that list the same class in one deployment. A request needs the scope of the application
 * that it was sent to.
 */
@RuntimeTest
class SeveralApplicationsIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        War war = War.named("several").against(SERVER);
        return Ability.SEVERAL_APPLICATIONS.isThere()
                ? war.of(ApiApplication.class, AdminApplication.class, LobbyApplication.class, Shared.class)
                        .build()
                : war.of(ApiApplication.class, Shared.class).build();
    }

    @BeforeEach
    void needSeveral() {
        Ability.SEVERAL_APPLICATIONS.assume();
    }

    @Test
    @Tag("J19")
    void getWhenNoTokenThenRefusedWhereTheApplicationIsProtected() throws Exception {
        assertRefused(site.send(site.outside("api/shared")), 401, "Bearer");
        assertRefused(site.send(site.outside("admin/shared")), 401, "Bearer");
    }

    @Test
    @Tag("J19")
    void getWhenTokenIsForOneApplicationThenTheOtherRefusesIt() throws Exception {
        String user = SERVER.issue("accessRestricted", "john");
        String admin = SERVER.issue("admin", "ada");

        assertThat(get("api/shared", user).body()).isEqualTo("secret");
        assertThat(get("admin/shared", admin).body()).isEqualTo("secret");
        assertRefused(get("admin/shared", user), 403, "Bearer error=\"insufficient_scope\", scope=\"admin\"");
        assertRefused(get("api/shared", admin), 403, "Bearer error=\"insufficient_scope\", scope=\"accessRestricted\"");
    }

    @Test
    @Tag("J19")
    void getWhenApplicationRequiresNothingThenOpen() throws Exception {
        assertThat(site.send(site.outside("lobby/shared")).body()).isEqualTo("secret");
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return site.send(site.outside(path).header("Authorization", "Bearer " + token));
    }
}
