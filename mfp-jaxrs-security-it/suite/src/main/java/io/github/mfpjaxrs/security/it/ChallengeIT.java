package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.EveryThrowableMapper;
import io.github.mfpjaxrs.security.it.app.Origins;
import io.github.mfpjaxrs.security.it.app.Parcel;
import io.github.mfpjaxrs.security.it.app.ParcelReader;
import io.github.mfpjaxrs.security.it.app.Parcels;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies refusals byte for byte, even when the application maps every exception. */
@RuntimeTest
class ChallengeIT {

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("challenge")
                .of(
                        RestApplication.class,
                        Accounts.class,
                        EveryThrowableMapper.class,
                        Origins.class,
                        Parcel.class,
                        ParcelReader.class,
                        Parcels.class)
                .against(SERVER)
                .config("mfp.default-scope", "RegisteredClient")
                .build();
    }

    @Test
    void getWhenTokenHasScopeThenResourceKnowsUser() throws Exception {
        String token = SERVER.issue("RegisteredClient accessRestricted", "john");

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertThat(response.body()).isEqualTo("balance of john");
        assertThat(response.statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("H1")
    void getWhenNoTokenThenChallengeIsSchemeAlone() throws Exception {
        HttpResponse<String> response = site.get("accounts/balance");

        assertRefused(response, 401, "Bearer");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(response.body()).contains("\"status\":401");
        assertThat(SERVER.introspections()).isZero();
    }

    @ParameterizedTest
    @Tag("H2")
    @ValueSource(strings = {"Basic am9objpzZWNyZXQ=", "DPoP abc", "BearerX abc"})
    void getWhenOtherSchemeThenChallengeIsSchemeAlone(String credentials) throws Exception {
        HttpResponse<String> response =
                site.send(site.request("accounts/balance").header("Authorization", credentials));

        assertRefused(response, 401, "Bearer");
        assertThat(SERVER.introspections()).isZero();
    }

    @ParameterizedTest
    @Tag("H4")
    @ValueSource(strings = {"Bearer a,b", "Bearer a b", "Bearer \"a\""})
    void getWhenTokenMalformedThenInvalidTokenAndNobodyIsAsked(String credentials) throws Exception {
        HttpResponse<String> response =
                site.send(site.request("accounts/balance").header("Authorization", credentials));

        assertRefused(response, 401, "Bearer error=\"invalid_token\"");
        assertThat(SERVER.introspections()).isZero();
    }

    @Test
    @Tag("H5")
    void getWhenTwoAuthorizationFieldsThenNeverLetIn() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");

        HttpResponse<String> response =
                site.send(site.authorized("accounts/balance", token).header("Authorization", "Bearer other"));

        assertThat(response.statusCode()).isIn(400, 401);
        assertThat(SERVER.introspections()).isZero();
    }

    @Test
    @Tag("H7")
    void getWhenTokenInQueryThenIgnored() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");

        HttpResponse<String> response = site.get("accounts/balance?access_token=" + token);

        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(SERVER.introspections()).isZero();
    }

    @Test
    void getWhenTokenUnknownThenInvalidToken() throws Exception {
        HttpResponse<String> response = site.get("accounts/balance", "unknown");

        assertRefused(response, 401, "Bearer error=\"invalid_token\"");
    }

    @Test
    void getWhenTokenExpiredThenInvalidToken() throws Exception {
        String token = SERVER.token()
                .scope("accessRestricted")
                .lifetime(Duration.ofHours(-1))
                .issue();

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertRefused(response, 401, "Bearer error=\"invalid_token\"");
    }

    @Test
    @Tag("I9")
    void getWhenScopeMissingThenInsufficientScope() throws Exception {
        String token = SERVER.issue("RegisteredClient accessRestricted2", "john");

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertRefused(response, 403, "Bearer error=\"insufficient_scope\", scope=\"accessRestricted\"");
    }

    @Test
    void getWhenOneOfTwoElementsMissingThenChallengeNamesBoth() throws Exception {
        String token = SERVER.issue("read");

        HttpResponse<String> response = site.get("accounts/both", token);

        assertRefused(response, 403, "Bearer error=\"insufficient_scope\", scope=\"read write\"");
    }

    @Test
    void getWhenOneOfTwoElementsIsEnoughThenLetIn() throws Exception {
        String token = SERVER.issue("silver");

        HttpResponse<String> response = site.get("accounts/either", token);

        assertThat(response.body()).isEqualTo("either");
    }

    @Test
    @Tag("C6")
    void getWhenNoneOfTwoElementsIsThereThenChallengeNamesTheFirstAlone() throws Exception {
        String token = SERVER.issue("bronze");

        HttpResponse<String> response = site.get("accounts/either", token);

        assertRefused(response, 403, "Bearer error=\"insufficient_scope\", scope=\"gold\"");
    }

    @Test
    @Tag("K9")
    void getWhenUserLogsInAfterARefusalThenTheSameTokenIsLetInLongBeforeTheAnswerIsTooOld() throws Exception {
        SERVER.token().value("same-token").scope("RegisteredClient").issue();
        HttpResponse<String> refused = site.get("accounts/balance", "same-token");
        SERVER.token()
                .value("same-token")
                .scope("RegisteredClient accessRestricted")
                .user("john")
                .issue();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(
                                site.get("accounts/balance", "same-token").body())
                        .isEqualTo("balance of john"));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(SERVER.introspections()).isEqualTo(2);
    }

    @ParameterizedTest
    @Tag("C9")
    @ValueSource(ints = {401, 403, 409, 503})
    void getWhenRefusedThenTheApplicationsResponseFilterSeesIt(int status) throws Exception {
        String token = SERVER.issue(status == 403 ? "other" : "accessRestricted", "john");
        switch (status) {
            case 401 -> SERVER.revoke(token);
            case 409 -> SERVER.conflict(token);
            case 503 -> SERVER.failIntrospection(Fault.status(404));
            default -> {
                // The token's scope suffices.
            }
        }

        HttpResponse<String> response =
                site.send(site.authorized("accounts/balance", token).header("Origin", Origins.ALLOWED));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(Origins.ALLOWED);
        assertThat(response.headers().firstValue("Access-Control-Expose-Headers"))
                .hasValue("WWW-Authenticate, MFP-Conflict, Retry-After");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @Test
    @Tag("C9")
    void optionsWhenPreflightThenTheApplicationAnswersItWithoutAToken() throws Exception {
        HttpResponse<String> response = site.send(site.request("accounts/balance")
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", Origins.ALLOWED)
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "authorization"));

        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).hasValue(Origins.ALLOWED);
        assertThat(response.headers().firstValue("Access-Control-Allow-Headers"))
                .hasValue("Authorization, Content-Type");
        assertThat(SERVER.introspections()).isZero();
    }

    @Test
    void getWhenDefaultScopeMissingThenChallengeNamesIt() throws Exception {
        String token = SERVER.issue("other");

        HttpResponse<String> response = site.get("accounts/registered", token);

        assertRefused(response, 403, "Bearer error=\"insufficient_scope\", scope=\"RegisteredClient\"");
    }

    @Test
    @Tag("M1")
    void getWhenConflictThenConflictWithItsHeaderFieldAlone() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");
        SERVER.conflict(token, 1);

        HttpResponse<String> first = site.get("accounts/balance", token);
        HttpResponse<String> second = site.get("accounts/balance", token);

        assertThat(first.statusCode()).isEqualTo(409);
        assertThat(first.headers().firstValue("MFP-Conflict")).isPresent();
        assertThat(first.headers().map()).doesNotContainKey("www-authenticate");
        assertThat(second.statusCode()).isEqualTo(200);
    }

    @Test
    @Tag("M3")
    void getWhenServerFailsThenUnavailableWithoutChallenge() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");
        SERVER.failIntrospection(Fault.status(500));

        HttpResponse<String> response = site.get("accounts/balance", token);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
        assertThat(response.headers().map()).doesNotContainKey("www-authenticate");
        assertThat(response.body()).doesNotContain(token);
    }

    @Test
    void getWhenAskedTwiceThenServerIsAskedOnce() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");

        site.get("accounts/balance", token);
        HttpResponse<String> second = site.get("accounts/balance", token);

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    @Test
    void getWhenMaxAgeIsNothingThenServerIsAskedEachTime() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");

        site.get("accounts/fresh", token);
        SERVER.revoke(token);
        HttpResponse<String> second = site.get("accounts/fresh", token);

        assertThat(second.statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("K1")
    void getWhenCachedForOneScopeThenOtherScopeIsStillRefused() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");

        HttpResponse<String> granted = site.get("accounts/balance", token);
        HttpResponse<String> refused = site.get("accounts/both", token);

        assertThat(granted.statusCode()).isEqualTo(200);
        assertThat(refused.statusCode()).isEqualTo(403);
        // On a slow runtime, the cached response can already be a second old, which triggers another introspection
        // (K9).
        assertThat(SERVER.introspections()).isBetween(1, 2);
    }

    @Test
    @Tag("J11")
    void getWhenResourceIsOpenThenNobodyIsAsked() throws Exception {
        HttpResponse<String> response = site.get("accounts/open", "whatever");

        assertThat(response.body()).isEqualTo("open");
        assertThat(SERVER.introspections()).isZero();
    }

    @Test
    @Tag("J9")
    void getWhenResourceThrowsThenMapperOfTheApplicationAnswers() throws Exception {
        Ability.MAPPER_OF_EVERY_THROWABLE.assume();
        String token = SERVER.issue("accessRestricted", "john");

        HttpResponse<String> response = site.get("accounts/broken", token);

        assertThat(response.statusCode()).isEqualTo(EveryThrowableMapper.STATUS);
    }

    @Test
    @Tag("J8")
    void postWhenNoTokenThenBodyIsNotRead() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");
        int before = Integer.parseInt(site.get("parcels/read").body());

        HttpResponse<String> refused = site.send(site.request("parcels")
                .header("Content-Type", "text/parcel")
                .POST(BodyPublishers.ofString("a parcel")));
        int afterRefusal = Integer.parseInt(site.get("parcels/read").body());
        HttpResponse<String> accepted = site.send(site.authorized("parcels", token)
                .header("Content-Type", "text/parcel")
                .POST(BodyPublishers.ofString("a parcel")));
        int afterAcceptance = Integer.parseInt(site.get("parcels/read").body());

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(afterRefusal).isEqualTo(before);
        assertThat(accepted.body()).isEqualTo("a parcel");
        assertThat(afterAcceptance).isEqualTo(before + 1);
    }
}
