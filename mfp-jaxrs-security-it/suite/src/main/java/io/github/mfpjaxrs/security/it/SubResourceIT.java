package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Bank;
import io.github.mfpjaxrs.security.it.app.Decisions;
import io.github.mfpjaxrs.security.it.app.HalfProtectedVault;
import io.github.mfpjaxrs.security.it.app.OpenVault;
import io.github.mfpjaxrs.security.it.app.ProtectedBank;
import io.github.mfpjaxrs.security.it.app.ProtectedVault;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.Vault;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that a sub-resource is protected by the annotations on its locators and on its own class. On runtimes that
 * do not report the locators, every request is refused.
 */
@RuntimeTest
class SubResourceIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("subresource")
                .of(
                        RestApplication.class,
                        Bank.class,
                        Decisions.class,
                        ProtectedBank.class,
                        Vault.class,
                        ProtectedVault.class,
                        HalfProtectedVault.class,
                        OpenVault.class)
                .against(SERVER)
                .build();
    }

    static Stream<String> protectedPaths() {
        return Stream.of(
                "bank/guarded/content",
                "bank/self-guarded/content",
                "bank/half/content",
                "protected-bank/vault/content");
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    @Tag("J5")
    @Tag("J6")
    void getWhenNoTokenThenNeverLetIn(String path) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertThat(response.statusCode()).isIn(Ability.SUB_RESOURCES.isThere() ? List.of(401) : List.of(401, 500));
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    void getWhenScopeMissingThenRefused(String path) throws Exception {
        Ability.SUB_RESOURCES.assume();

        HttpResponse<String> response = site.get(path, SERVER.issue("RegisteredClient", "john"));

        assertRefused(response, 403, "Bearer error=\"insufficient_scope\", scope=\"accessRestricted\"");
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    void getWhenScopeGrantedThenLetInAndAskedOnce(String path) throws Exception {
        Ability.SUB_RESOURCES.assume();

        HttpResponse<String> response = site.get(path, SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo("secret");
        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    @Test
    void getWhenDecidedThenTheEventNamesMethodTemplateAndStatus() throws Exception {
        Ability.SUB_RESOURCES.assume();
        site.get("decisions");

        site.get("bank/guarded/content");
        site.get("bank/guarded/content", SERVER.issue("RegisteredClient", "john"));
        site.get("bank/guarded/content", SERVER.issue("accessRestricted", "john"));

        assertThat(site.get("decisions").body().lines())
                .containsExactly(
                        "GET /bank/guarded/content 401",
                        "GET /bank/guarded/content 403",
                        "GET /bank/guarded/content granted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bank/open/content", "bank/half/open"})
    void getWhenNothingOnTheWayIsAnnotatedThenOpen(String path) throws Exception {
        Ability.SUB_RESOURCES.assume();

        HttpResponse<String> response = site.get(path);

        assertThat(response.body()).isEqualTo("open");
    }
}
