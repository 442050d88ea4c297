package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.AccessTokenBuilder;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that a server failure that concerns only one token does not affect requests with other tokens. */
@RuntimeTest
class TokenTroubleIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("token-trouble")
                .of(RestApplication.class, Accounts.class)
                .against(SERVER)
                .config("mfp.introspection.failed-token-pause", "PT1M")
                .build();
    }

    /**
     * Makes the server accept the application's own token once. Otherwise, a refusal would count against all tokens.
     */
    @BeforeEach
    void acceptOwnToken() throws Exception {
        assertServed();
        SERVER.resetCounters();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                Arguments.of("400", token().fault(Fault.status(400))),
                Arguments.of("404", token().fault(Fault.status(404))),
                Arguments.of("500", token().fault(Fault.status(500))),
                Arguments.of("not JSON", token().fault(Fault.notJson())),
                Arguments.of("70 KB", token().fault(Fault.hugeBody(70_000))),
                Arguments.of("a number among the scopes", token().claim("scope", "[\"accessRestricted\",7]")),
                Arguments.of("a number for a verdict", token().claim("active", "1")));
    }

    private static AccessTokenBuilder token() {
        return SERVER.token().scope("accessRestricted").user("john");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    @Tag("R1")
    void getWhenServerRefusesOneTokenThenTheOthersAreServed(int status) throws Exception {
        String bad = token().fault(Fault.status(status)).issue();

        assertUnavailable(site.get("accounts/balance", bad));

        for (int i = 0; i < 5; i++) {
            assertServed();
        }
        assertThat(SERVER.tokenRequests()).isLessThanOrEqualTo(1);
    }

    @Test
    @Tag("R1")
    @Tag("I4")
    void getWhenOwnTokenIsRevokedAfterOneTokenWasRefusedThenAnotherIsFetched() throws Exception {
        assertUnavailable(
                site.get("accounts/balance", token().fault(Fault.status(401)).issue()));
        assertServed();
        SERVER.revokeOwnTokens();
        SERVER.resetCounters();

        assertServed();

        assertThat(SERVER.tokenRequests()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    @Tag("R2")
    void getWhenServerHasTroubleWithSomeTokensThenTheOthersAreServed(String trouble, AccessTokenBuilder bad)
            throws Exception {
        for (int i = 0; i < 12; i++) {
            assertUnavailable(site.get("accounts/balance", bad.issue()));
            if (i % 3 == 0) {
                assertServed();
            }
        }

        assertServed();
    }

    @Test
    @Tag("R3")
    void getWhenServerHasTroubleWithATokenThenItIsAskedAboutOnce() throws Exception {
        String bad = token().fault(Fault.status(400)).issue();

        for (int i = 0; i < 5; i++) {
            assertUnavailable(site.get("accounts/balance", bad));
        }

        assertThat(SERVER.introspections()).isEqualTo(1);
        assertServed();
    }

    @Test
    @Tag("R4")
    void getWhenTokensInTroubleComeInAFloodThenEveryGoodOneIsServed() throws Exception {
        AccessTokenBuilder bad = token().claim("scope", "[\"accessRestricted\",7]");
        List<CompletableFuture<HttpResponse<String>>> refused = new ArrayList<>();

        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 5; j++) {
                refused.add(site.getAsync("accounts/balance", bad.issue()));
            }
            assertServed();
        }

        for (CompletableFuture<HttpResponse<String>> response : refused) {
            assertUnavailable(response.get());
        }
    }

    private void assertServed() throws Exception {
        HttpResponse<String> response = site.get("accounts/balance", token().issue());

        assertThat(response.body()).isEqualTo("balance of john");
    }

    private static void assertUnavailable(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(response.headers().map()).doesNotContainKey("www-authenticate");
    }
}
