package io.github.mfpjaxrs.security.it;

import static io.github.mfpjaxrs.security.it.support.Refusal.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.ApplicationScopedContexts;
import io.github.mfpjaxrs.security.it.app.Asynchronous;
import io.github.mfpjaxrs.security.it.app.Callers;
import io.github.mfpjaxrs.security.it.app.Gathering;
import io.github.mfpjaxrs.security.it.app.InterceptedContexts;
import io.github.mfpjaxrs.security.it.app.PlainContexts;
import io.github.mfpjaxrs.security.it.app.RequestScopedContexts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.Shouted;
import io.github.mfpjaxrs.security.it.app.ShoutingInterceptor;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the security context in every kind of resource and on every kind of thread. */
@RuntimeTest
class ContextIT {

    private static final String JOHN = "john by Bearer, accessRestricted true, admin false, secure false";

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private static final int USERS = 200;

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return War.named("context")
                .of(
                        RestApplication.class,
                        Callers.class,
                        PlainContexts.class,
                        RequestScopedContexts.class,
                        ApplicationScopedContexts.class,
                        Shouted.class,
                        ShoutingInterceptor.class,
                        InterceptedContexts.class,
                        Asynchronous.class,
                        Gathering.class)
                .against(SERVER)
                .build();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request-scoped/injected",
                "request-scoped/standard",
                "application-scoped",
                "asynchronous/suspended"
            })
    void getWhenUserIsKnownThenContextNamesThem(String path) throws Exception {
        HttpResponse<String> response = site.get(path, SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo(JOHN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "request-scoped/injected",
                "request-scoped/standard",
                "application-scoped",
                "intercepted",
                "asynchronous/suspended",
                "asynchronous/stage",
                "asynchronous/events"
            })
    void getWhenNoTokenThenRefused(String path) throws Exception {
        HttpResponse<String> response = site.get(path);

        assertRefused(response, 401, "Bearer");
    }

    @Test
    void getWhenResourceIsNoBeanThenStandardContextNamesUser() throws Exception {
        Ability.PLAIN_RESOURCES.assume();

        HttpResponse<String> response = site.get("plain", SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo(JOHN);
    }

    @Test
    void getWhenResourceIsInterceptedThenStillProtectedAndStillIntercepted() throws Exception {
        HttpResponse<String> response = site.get("intercepted", SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualToIgnoringCase(JOHN).startsWith("JOHN");
    }

    @Test
    void getWhenTokenIsNewAndMethodReturnsStageThenContextNamesUser() throws Exception {
        Ability.WAITING_BEFORE_A_STAGE.assume();

        HttpResponse<String> response = site.get("asynchronous/stage", SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo(JOHN);
    }

    @Test
    void getWhenTokenIsCachedAndMethodReturnsStageThenContextNamesUser() throws Exception {
        String token = SERVER.issue("accessRestricted", "john");
        site.get("request-scoped/injected", token);

        HttpResponse<String> response = site.get("asynchronous/stage", token);

        assertThat(response.body()).isEqualTo(JOHN);
        assertThat(SERVER.introspections()).isEqualTo(1);
    }

    @Test
    void getWhenEventsAreStreamedThenContextNamesUser() throws Exception {
        Ability.SERVER_SENT_EVENTS.assume();

        HttpResponse<String> response = site.get("asynchronous/events", SERVER.issue("accessRestricted", "john"));

        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body().strip().replaceFirst("^data: ?", "")).isEqualTo(JOHN);
    }

    @Test
    void getWhenNobodyIsAuthenticatedThenNoPrincipal() throws Exception {
        HttpResponse<String> response = site.get("request-scoped/standard", SERVER.issue("accessRestricted"));

        assertThat(response.body()).startsWith("nobody by Bearer");
    }

    @Test
    void getWhenResourceAsksForTokenThenItHasDeviceAndApplication() throws Exception {
        String token = SERVER.token()
                .scope("accessRestricted")
                .user("john")
                .device("phone", "ACTIVE")
                .application("com.example.bank", "ios", "1.0")
                .issue();

        HttpResponse<String> response = site.get("request-scoped/token", token);

        assertThat(response.body()).isEqualTo("[accessRestricted] on phone with com.example.bank");
    }

    @Test
    void getWhenResourceIsOpenThenContextIsEmpty() throws Exception {
        HttpResponse<String> response =
                site.get("request-scoped/unprotected", SERVER.issue("accessRestricted", "john"));

        assertThat(response.body()).isEqualTo("nobody");
        assertThat(SERVER.introspections()).isZero();
    }

    @ParameterizedTest
    @Tag("J10")
    @ValueSource(strings = {"request-scoped/injected", "application-scoped", "asynchronous/suspended"})
    void getWhenManyUsersCallAtOnceThenEachIsThemselves(String path) {
        List<String> answers = asManyUsers(path);

        for (int i = 0; i < USERS; i++) {
            assertThat(answers.get(i)).startsWith("user-" + i + " by Bearer");
        }
    }

    @Test
    @Tag("J10")
    void getWhenAllAreInTheServerAtOnceThenEachIsThemselves() {
        List<String> answers = asManyUsers("gathering?size=" + USERS);

        for (int i = 0; i < USERS; i++) {
            assertThat(answers.get(i)).startsWith("user-" + i + " by Bearer");
        }
    }

    /** Gives each caller its own token and thread. The threads wait for one another before they send their requests. */
    private List<String> asManyUsers(String path) {
        List<String> tokens = IntStream.range(0, USERS)
                .mapToObj(user -> SERVER.issue("accessRestricted", "user-" + user))
                .toList();
        CyclicBarrier ready = new CyclicBarrier(USERS);
        ExecutorService threads = Executors.newFixedThreadPool(USERS);
        try {
            List<CompletableFuture<String>> answers = tokens.stream()
                    .map(token -> CompletableFuture.supplyAsync(() -> answer(ready, path, token), threads))
                    .toList();
            return answers.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    private String answer(CyclicBarrier ready, String path, String token) {
        try {
            ready.await();
            return site.get(path, token).body();
        } catch (Exception e) {
            throw new CompletionException(e);
        }
    }
}
