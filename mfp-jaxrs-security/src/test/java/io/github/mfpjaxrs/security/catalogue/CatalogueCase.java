package io.github.mfpjaxrs.security.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.mfpjaxrs.security.catalogue.RawRequest.Answer;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The common parts of the catalogue tests: a server, a running application, requests, and assertions about every
 * response.
 */
@Timeout(120)
@ExtendWith(CatalogueExtension.class)
public abstract class CatalogueCase {

    protected MobileFirstServer server;
    protected LogRecorder log;

    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private RuntimeUnderTest.Running application;

    protected abstract RuntimeUnderTest runtime();

    @BeforeEach
    void startServer() {
        server = MobileFirstServer.start();
    }

    @AfterEach
    void stopEverything() {
        if (application != null) {
            application.close();
        }
        server.close();
    }

    /** Returns every token and secret that was used. */
    Set<String> secrets() {
        Set<String> secrets = ConcurrentHashMap.newKeySet();
        secrets.addAll(sent);
        secrets.add(server.clientSecret());
        server.calls().forEach(call -> {
            call.header("Authorization")
                    .map(field -> field.replaceFirst("^\\w+ +", ""))
                    .ifPresent(secrets::add);
            call.parameter("token").ifPresent(secrets::add);
        });
        secrets.removeIf(secret -> secret.length() < 12);
        return secrets;
    }

    protected final void start(Deployment deployment) {
        application = runtime().start(deployment);
    }

    protected final void start(Class<?>... classes) {
        start(Deployment.against(server).classes(classes));
    }

    protected final RuntimeUnderTest.Running application() {
        return application;
    }

    /** Returns the complete text of the failure. The deployment must fail without revealing a secret. */
    protected final String failureOf(Deployment deployment) {
        Throwable failure = catchThrowable(() -> start(deployment));
        assertThat(failure).as("the deployment must fail").isNotNull();
        String text = Throwables.text(failure);
        assertThat(text).doesNotContain(server.clientSecret());
        return text;
    }

    protected final String failureOf(Class<?>... classes) {
        return failureOf(Deployment.against(server).classes(classes));
    }

    protected final RawRequest request(String method, String target) {
        return RawRequest.of(application.baseUri(), method, target);
    }

    protected final Answer get(String target) {
        return request("GET", target).send();
    }

    protected final Answer get(String target, String token) {
        sent.add(token);
        return request("GET", target).token(token).send();
    }

    protected final Answer getWith(String target, String authorization) {
        sent.add(authorization.replaceFirst("^\\S+ *", ""));
        return request("GET", target).header("Authorization", authorization).send();
    }

    /**
     * Sends requests without a token, with a token that lacks the scope, and with a sufficient token. Asserts 401,
     * 403 and 200, and two introspections.
     */
    protected final void assertClosed(String target, String scope) {
        server.resetCounters();
        String poor = server.issue("somethingElse", "mallory");
        String good = server.issue(scope, "john");

        assertNoToken(get(target));
        assertThat(server.introspections()).isZero();
        assertForbidden(get(target, poor), scope);
        assertThat(server.introspections()).isEqualTo(1);
        Answer granted = get(target, good);
        assertThat(granted.status())
                .as("answer to the right token: %s", granted)
                .isEqualTo(200);
        assertThat(server.introspections()).isEqualTo(2);
        assertThat(server.tokenRequests()).isLessThanOrEqualTo(1);
    }

    /** Asserts a 200 without a token and without a call to the server. */
    protected final void assertOpen(String target) {
        server.resetCounters();

        assertThat(get(target).status()).isEqualTo(200);
        assertThat(server.introspections()).isZero();
    }

    protected static void assertNoToken(Answer answer) {
        assertRefused(answer, 401, "Bearer");
    }

    protected static void assertInvalidToken(Answer answer) {
        assertRefused(answer, 401, "Bearer error=\"invalid_token\"");
    }

    protected static void assertForbidden(Answer answer, String scope) {
        assertRefused(answer, 403, "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }

    protected static void assertRefused(Answer answer, int status, String challenge) {
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(status);
        assertThat(answer.all("WWW-Authenticate")).containsExactly(challenge);
        assertThat(answer.all("Cache-Control")).containsExactly("no-store");
    }

    /** Asserts a 503 with Retry-After and a problem document of constant text, without a challenge. */
    protected static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).as("status of %s", answer).isEqualTo(503);
        assertThat(answer.all("WWW-Authenticate")).isEmpty();
        assertThat(answer.all("Retry-After")).singleElement().asString().matches("[1-9]\\d*");
        assertThat(answer.all("Content-Type")).containsExactly("application/problem+json");
        assertThat(answer.body())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                        + "\"detail\":\"The access token cannot be validated at the moment.\"}");
    }
}
