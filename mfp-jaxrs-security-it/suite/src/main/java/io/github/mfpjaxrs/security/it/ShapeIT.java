package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.shapes.Behind;
import io.github.mfpjaxrs.security.it.app.shapes.BesidePrivate;
import io.github.mfpjaxrs.security.it.app.shapes.Closed;
import io.github.mfpjaxrs.security.it.app.shapes.Facade;
import io.github.mfpjaxrs.security.it.app.shapes.Finished;
import io.github.mfpjaxrs.security.it.app.shapes.Item;
import io.github.mfpjaxrs.security.it.app.shapes.Items;
import io.github.mfpjaxrs.security.it.app.shapes.LaterLocators;
import io.github.mfpjaxrs.security.it.app.shapes.LaterLocatorsOfWeakerClass;
import io.github.mfpjaxrs.security.it.app.shapes.LeadsToBridges;
import io.github.mfpjaxrs.security.it.app.shapes.OnlyBridges;
import io.github.mfpjaxrs.security.it.app.shapes.PrivateBase;
import io.github.mfpjaxrs.security.it.app.shapes.Proxies;
import io.github.mfpjaxrs.security.it.app.shapes.Readable;
import io.github.mfpjaxrs.security.it.app.shapes.Secret;
import io.github.mfpjaxrs.security.it.app.shapes.Shown;
import io.github.mfpjaxrs.security.it.app.shapes.Unfinished;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that annotations protect unusual resource classes, and that no correct class is rejected. */
@RuntimeTest
class ShapeIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() throws ClassNotFoundException {
        return War.named("shapes")
                .of(
                        RestApplication.class,
                        Behind.class,
                        BesidePrivate.class,
                        Closed.class,
                        Facade.class,
                        Finished.class,
                        Class.forName("io.github.mfpjaxrs.security.it.app.shapes.HiddenBase"),
                        Class.forName("io.github.mfpjaxrs.security.it.app.shapes.HiddenSub"),
                        Item.class,
                        Items.class,
                        LaterLocators.class,
                        LaterLocatorsOfWeakerClass.class,
                        LeadsToBridges.class,
                        OnlyBridges.class,
                        PrivateBase.class,
                        Proxies.class,
                        Readable.class,
                        Secret.class,
                        Shown.class,
                        Unfinished.class)
                .against(SERVER)
                .build();
    }

    @ParameterizedTest
    @CsvSource({"GET,beside-private", "GET,closed/open-to-scope", "GET,items/1", "DELETE,items/1", "GET,item"})
    @Tag("J17")
    @Tag("J26")
    void requestWhenNoTokenThenRefused(String method, String path) throws Exception {
        HttpResponse<String> response = site.send(method, path);

        assertRefused(response, 401, "Bearer");
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"beside-private", "closed/open-to-scope", "items/1", "item"})
    @Tag("J17")
    @Tag("J26")
    void getWhenScopeGrantedThenLetInAndAskedOnce(String path) throws Exception {
        HttpResponse<String> response = site.get(path, SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo("secret");
        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    /** Runtimes that serve bridge methods must protect the bridged method. */
    @ParameterizedTest
    @ValueSource(strings = {"facade/inherited", "facade/ledger", "to-bridges/sub"})
    @Tag("J13")
    void getWhenOnlyABridgeIsPublicThenProtectedWhereItIsServed(String path) throws Exception {
        HttpResponse<String> anonymous = site.get(path);
        HttpResponse<String> granted = site.get(path, SERVER.issue("accessRestricted", "john"));

        if (granted.statusCode() == 200) {
            assertRefused(anonymous, 401, "Bearer");
            assertThat(granted.body()).isEqualTo("secret");
        } else {
            assertThat(granted.statusCode()).isEqualTo(404);
            assertThat(anonymous.statusCode()).isEqualTo(404);
        }
    }

    /** Quarkus also presents the superclass as a resource class, and does not serve the method. */
    @Test
    @Tag("J15")
    void getWhenAnnotatedMethodIsFinishedByASubclassThenDeployedAndProtected() throws Exception {
        HttpResponse<String> anonymous = site.get("finished");
        HttpResponse<String> granted = site.get("finished", SERVER.issue("accessRestricted", "john"));

        assertThat(site.get("finished/open").body()).isEqualTo("open");
        if (granted.statusCode() == 200) {
            assertRefused(anonymous, 401, "Bearer");
        } else {
            assertThat(anonymous.body()).doesNotContain("secret");
        }
    }

    /** Runtimes that await the result of such a locator must require the locator's scope. */
    @ParameterizedTest
    @ValueSource(strings = {"later/stage", "later-weaker/stage"})
    @Tag("J12")
    void getWhenLocatorsResultComesLaterThenNeverWithoutItsScope(String path) throws Exception {
        HttpResponse<String> anonymous = site.get(path);
        HttpResponse<String> weaker = site.get(path, SERVER.issue("RegisteredClient", "john"));

        assertThat(anonymous.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(anonymous.body()).doesNotContain("secret");
        assertThat(weaker.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(weaker.body()).doesNotContain("secret");
    }

    @Test
    @Tag("J12")
    @Tag("J13")
    void getWhenNothingIsAnnotatedBesideItThenOpen() throws Exception {
        assertThat(site.get("later").body()).isEqualTo("open");
        assertThat(site.get("facade").body()).isEqualTo("open");
    }

    @Test
    @Tag("J23")
    void getWhenMethodIsClosedThenForbiddenForEverybodyWithoutAQuestion() throws Exception {
        for (HttpResponse<String> response : List.of(
                site.get("closed/denied"), site.get("closed/denied", SERVER.issue("accessRestricted", "john")))) {
            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(response.headers().allValues("WWW-Authenticate")).isEmpty();
        }
        assertThat(SERVER.introspections()).isZero();
    }

    @Test
    @Tag("J30")
    void getWhenObjectShowsOnlyAnInterfaceThenRefused() throws Exception {
        HttpResponse<String> response = site.get("proxies/jdk");

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.body()).doesNotContain("secret");
    }
}
