package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.GenericParent;
import io.github.mfpjaxrs.security.it.app.GenericParentResource;
import io.github.mfpjaxrs.security.it.app.MethodAnnotatedInterface;
import io.github.mfpjaxrs.security.it.app.MethodAnnotatedInterfaceResource;
import io.github.mfpjaxrs.security.it.app.MethodAnnotatedParent;
import io.github.mfpjaxrs.security.it.app.MethodAnnotatedParentResource;
import io.github.mfpjaxrs.security.it.app.OrdinaryResource;
import io.github.mfpjaxrs.security.it.app.ProtectedClass;
import io.github.mfpjaxrs.security.it.app.RedeclaringResource;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterface;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedInterfaceResource;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedParent;
import io.github.mfpjaxrs.security.it.app.TypeAnnotatedParentResource;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that the annotation takes effect wherever it is placed, no matter how the request path is written. */
@RuntimeTest
class PlacementIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("placement")
                .of(
                        RestApplication.class,
                        Accounts.class,
                        OrdinaryResource.class,
                        MethodAnnotatedInterface.class,
                        MethodAnnotatedInterfaceResource.class,
                        RedeclaringResource.class,
                        TypeAnnotatedInterface.class,
                        TypeAnnotatedInterfaceResource.class,
                        MethodAnnotatedParent.class,
                        MethodAnnotatedParentResource.class,
                        TypeAnnotatedParent.class,
                        TypeAnnotatedParentResource.class,
                        GenericParent.class,
                        GenericParentResource.class,
                        ProtectedClass.class)
                .against(SERVER)
                .build();
    }

    static Stream<String> protectedPaths() {
        return Stream.of(
                "interface-method/read",
                "redeclared/read",
                "interface-type/read",
                "parent-method/overridden",
                "parent-method/inherited",
                "parent-type/read",
                "generic/read",
                "protected-class/read");
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    @Tag("J3")
    @Tag("J4")
    void getWhenNoTokenThenRefused(String path) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertRefused(response, 401, "Bearer");
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    @Tag("J3")
    void getWhenScopeMissingThenRefusedByTheScopeOfTheAnnotation(String path) throws Exception {
        HttpResponse<String> response = site.get(path, SERVER.issue("RegisteredClient", "john"));

        assertRefused(response, 403, "Bearer error=\"insufficient_scope\", scope=\"accessRestricted\"");
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    void getWhenScopeGrantedThenLetInAndAskedOnce(String path) throws Exception {
        HttpResponse<String> response = site.get(path, SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).contains("secret");
        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("protectedPaths")
    @Tag("J1")
    void headWhenNoTokenThenRefused(String path) throws Exception {
        HttpResponse<String> response = site.send("HEAD", path);

        assertThat(response.statusCode()).isEqualTo(401);
    }

    @Test
    void getWhenMethodDemandsOtherScopeThanClassThenMethodCounts() throws Exception {
        HttpResponse<String> refused = site.get("protected-class/stricter", SERVER.issue("accessRestricted"));
        HttpResponse<String> granted = site.get("protected-class/stricter", SERVER.issue("admin"));

        assertRefused(refused, 403, "Bearer error=\"insufficient_scope\", scope=\"admin\"");
        assertThat(granted.body()).isEqualTo("top secret");
    }

    @ParameterizedTest
    @CsvSource({"protected-class/permitted,nobody", "parent-type/permitted,open"})
    void getWhenMethodIsPermittedToAllThenOpen(String path, String expected) throws Exception {
        Ability.PERMIT_ALL.assume();

        HttpResponse<String> response = site.get(path);

        assertThat(response.body()).isEqualTo(expected);
    }

    @Test
    void getWhenMethodIsPermittedToAllAndTokenIsSentThenContextNamesUser() throws Exception {
        Ability.PERMIT_ALL.assume();

        HttpResponse<String> response = site.get("protected-class/permitted", SERVER.issue("whatever", "john"));

        assertThat(response.body()).isEqualTo("john");
    }

    @Test
    void getWhenMethodIsPermittedToAllAndServerIsInTroubleThenStillOpen() throws Exception {
        Ability.PERMIT_ALL.assume();

        SERVER.fail(Fault.status(400));

        HttpResponse<String> response = site.get("protected-class/permitted", SERVER.issue("whatever", "john"));

        assertThat(response.body()).isEqualTo("nobody");
    }

    @Test
    @Tag("J2")
    void optionsWhenMethodIsOfTheApplicationThenRefused() throws Exception {
        HttpResponse<String> response = site.send("OPTIONS", "protected-class/options");

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @Tag("J2")
    @ValueSource(strings = {"protected-class/read", "redeclared/read", "accounts/balance", "ordinary"})
    void optionsWhenMadeByTheRuntimeThenTellsNothingButMethods(String path) throws Exception {
        HttpResponse<String> response = site.send("OPTIONS", path);

        assertThat(response.body()).doesNotContain("secret");
        if (path.startsWith("protected-class/")) {
            Ability.AUTOMATIC_OPTIONS.assume();
        }
        assertThat(response.statusCode()).isIn(200, 204);
        assertThat(response.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @ParameterizedTest
    @Tag("J7")
    @ValueSource(
            strings = {
                "protected-class/read;a=b",
                "protected-class;a=b/read",
                "protected-class/read;",
                "protected-class/read%3Ba=b",
                "protected-class//read",
                "/protected-class/read",
                "protected-class/read/",
                "protected-class/./read",
                "ordinary/../protected-class/read",
                "protected-class/permitted/../read",
                "protected-class/permitted/%2e%2e/read",
                "protected-class/permitted;/../read",
                "%70rotected-class/read",
                "protected-class/read?a=b",
                "protected-class/read%00",
                "protected-class/read.json"
            })
    void getWhenPathIsSpeltOtherwiseThenNeverLetIn(String path) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertThat(response.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @Tag("J7")
    @ValueSource(strings = {"X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"})
    void optionsWhenMethodIsOverriddenThenNeverLetIn(String header) throws Exception {
        HttpResponse<String> response = site.send(site.request("protected-class/read")
                .method("OPTIONS", BodyPublishers.noBody())
                .header(header, "GET"));

        assertThat(response.body()).doesNotContain("secret");
    }

    @ParameterizedTest
    @Tag("J11")
    @CsvSource({"ordinary,ordinary", "accounts/open,open"})
    void getWhenNothingIsAnnotatedThenOpen(String path, String expected) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertThat(response.body()).isEqualTo(expected);
    }
}
