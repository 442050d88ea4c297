package io.github.mfpjaxrs.security.internal.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.AccessDecision.Reason;
import io.github.mfpjaxrs.security.RequiredScope;
import io.github.mfpjaxrs.security.internal.decision.RequestIntrospection;
import io.github.mfpjaxrs.security.internal.fakes.RecordingListener;
import io.github.mfpjaxrs.security.internal.request.TestAuthorization.CountingIntrospector;
import io.github.mfpjaxrs.security.spi.AuthorizationServerSelector;
import io.github.mfpjaxrs.security.spi.HttpOutcome;
import io.github.mfpjaxrs.security.spi.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAuthorizationTest {

    private static final String[] UNCACHED = {
        "mfp.cache.max-age", "PT0S", "mfp.protect.a.paths", "/a/*", "mfp.protect.a.scopes", "a"
    };

    private final CountingIntrospector server = new CountingIntrospector("a");
    private final RecordingListener listener = new RecordingListener();
    private final HttpAuthorization authorization = TestAuthorization.ofPaths(server, listener, UNCACHED);

    @Test
    @Tag("C3")
    void authorizePathWhenNoTokenThenTheSameResponseAsForResourceMethods() {
        HttpOutcome outcome = authorization.authorizePath(new FakeHttpRequest("/a/b"));

        assertThat(outcome)
                .isEqualTo(new HttpOutcome.Refused(
                        401,
                        Map.of(
                                "Cache-Control", "no-store",
                                "WWW-Authenticate", "Bearer",
                                "Content-Type", "application/problem+json"),
                        Optional.of("{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                                + "\"detail\":\"An access token is required.\"}")));
        assertThat(listener.last().refusal()).contains(Reason.MISSING_TOKEN);
        assertThat(listener.last().pathTemplate()).contains("/a/*");
        assertThat(listener.last().httpMethod()).contains("GET");
        assertThat(listener.last().status()).contains(401);
    }

    @ParameterizedTest
    @Tag("C3")
    @CsvSource({
        "text/html, false",
        "'text/html, application/json;q=0.5', true",
        "Application/Problem+JSON, true",
        "*/*, true",
        "application/*, true",
        "image/*, false"
    })
    void authorizePathWhenRefusedThenBodyIfTheClientAcceptsIt(String accept, boolean hasBody) {
        FakeHttpRequest request = new FakeHttpRequest("/a/b").header("Accept", accept);

        HttpOutcome.Refused refused = (HttpOutcome.Refused) authorization.authorizePath(request);

        assertThat(refused.body().isPresent()).isEqualTo(hasBody);
        assertThat(refused.headers().containsKey("Content-Type")).isEqualTo(hasBody);
    }

    @Test
    @Tag("S1")
    void authorizePathWhenAmbiguousThen400WithoutAChallenge() {
        FakeHttpRequest request = new FakeHttpRequest("/b").raw("/a/..;/b");

        HttpOutcome.Refused refused = (HttpOutcome.Refused) authorization.authorizePath(request);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers()).doesNotContainKey("WWW-Authenticate");
    }

    @Test
    void authorizePathWhenNoPathIsProtectedThenNothingIsReadFromTheRequest() {
        HttpAuthorization none = TestAuthorization.ofPaths();

        assertThat(none.authorizePath(new FakeHttpRequest("/a;b").raw("/a;b")))
                .isInstanceOf(HttpOutcome.Permitted.class);
    }

    @Test
    @Tag("S2")
    void authorizePathWhenMethodIsInventedThenProtectedAndReportedWithoutItsName() {
        HttpOutcome outcome = authorization.authorizePath(new FakeHttpRequest("/a/b").method("BREW"));

        assertThat(outcome).isInstanceOf(HttpOutcome.Refused.class);
        assertThat(listener.last().httpMethod()).contains("_OTHER");
    }

    @Test
    @Tag("S4")
    void authorizeWhenPathWasDecidedWithTheSameTokenThenOneIntrospection() {
        FakeHttpRequest request = new FakeHttpRequest("/a/b").token("t");

        authorization.authorizePath(request);
        HttpOutcome second = authorization.authorize(
                request, Optional.of(RequiredScope.allOf("a").withMaxAge(Duration.ZERO)), "/x");

        assertThat(second).isInstanceOf(HttpOutcome.Permitted.class);
        assertThat(server.calls()).isEqualTo(1);
        assertThat(listener.events).hasSize(2);
    }

    @Test
    @Tag("S4")
    void authorizeWhenSecondScopeIsMissingThenRefusedWithoutAnotherIntrospection() {
        FakeHttpRequest request = new FakeHttpRequest("/a/b").token("t");

        authorization.authorizePath(request);
        HttpOutcome second = authorization.authorize(request, Optional.of(RequiredScope.allOf("b")), "/x");

        assertThat(((HttpOutcome.Refused) second).status()).isEqualTo(403);
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    @Tag("S4")
    void authorizeWhenTokenIsAnotherThenIntrospectedItself() {
        FakeHttpRequest request = new FakeHttpRequest("/a/b").token("t");

        authorization.authorizePath(request);
        request.token("u");
        authorization.authorize(request, Optional.of(RequiredScope.allOf("a")), "/x");

        assertThat(server.calls()).isEqualTo(2);
    }

    @Test
    @Tag("S4")
    void authorizeWhenAttributeBelongsToAnotherApplicationThenIgnored() {
        FakeHttpRequest request = new FakeHttpRequest("/a/b").token("t");
        TestAuthorization.ofPaths(UNCACHED).authorizePath(request);

        authorization.authorizePath(request);

        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    @Tag("S4")
    void authorizeWhenAttributeIsForgedThenIgnored() {
        FakeHttpRequest request = new FakeHttpRequest("/a/b");
        request.setAttribute(RequestIntrospection.PROPERTY, "granted");
        request.setAttribute(HttpAuthorization.class.getName(), "granted");

        assertThat(authorization.authorizePath(request)).isInstanceOf(HttpOutcome.Refused.class);
    }

    @Test
    @Tag("J18")
    void authorizePathWhenRefusedThenTheRequestIsNotRememberedAsDecided() {
        FakeHttpRequest request = new FakeHttpRequest("/a/b").raw("/root/a/b");

        authorization.authorizePath(request);
        assertThat(authorization.pathDecided(request.attribute(RequestIntrospection.PROPERTY)))
                .isEmpty();
        authorization.authorizePath(request.token("t"));

        assertThat(authorization.pathDecided(request.attribute(RequestIntrospection.PROPERTY)))
                .contains(new RequestIntrospection.Sent("GET", "/root/a/b", "/a/b"));
    }

    @Test
    void authorizeWhenOpenThenTokenIdentifiesAndNothingIsRefused() {
        assertThat(authorization.authorize(new FakeHttpRequest("/x").token("t"), Optional.empty(), "/x"))
                .isInstanceOfSatisfying(
                        HttpOutcome.Permitted.class,
                        permitted ->
                                assertThat(permitted.caller().getAccessToken()).isPresent());
        assertThat(authorization.authorize(
                        new FakeHttpRequest("/x").header("Authorization", "Bearer"), Optional.empty(), "/x"))
                .isInstanceOf(HttpOutcome.Permitted.class);
        assertThat(authorization.authorize(new FakeHttpRequest("/x"), Optional.empty(), "/x"))
                .isInstanceOf(HttpOutcome.Permitted.class);
    }

    @Test
    void preparePathWhenDoneThenTheDecisionIsNeitherRepeatedNorReportedTwice() {
        FakeHttpRequest request = new FakeHttpRequest("/a/b").token("t");

        authorization.preparePath(request).join();
        authorization.decidePath(request);

        assertThat(server.calls()).isEqualTo(1);
        assertThat(listener.events).hasSize(1);
    }

    @Test
    @Tag("T2")
    void authorizePathWhenTheSelectorNamesAServerThenNoOtherCanVouch() {
        List<String> asked = new ArrayList<>();
        HttpAuthorization selecting = selecting(request -> {
            asked.add(request.method() + " " + request.path());
            return request.header("X-Tenant");
        });

        HttpOutcome ofDefault =
                selecting.authorizePath(new FakeHttpRequest("/a/b").token("t").header("X-Tenant", "default"));
        HttpOutcome unknown =
                selecting.authorizePath(new FakeHttpRequest("/a/b").token("t").header("X-Tenant", "north"));

        assertThat(ofDefault).isInstanceOf(HttpOutcome.Permitted.class);
        assertThat(((HttpOutcome.Refused) unknown).status()).isEqualTo(500);
        assertThat(asked).containsExactly("GET /a/b", "GET /a/b");
    }

    @Test
    @Tag("T2")
    void authorizePathWhenTheRuleNamesAServerThenTheSelectorIsNotCalled() {
        HttpAuthorization selecting = selecting(
                request -> {
                    throw new AssertionError("called");
                },
                "mfp.protect.a.server",
                "default");

        assertThat(selecting.authorizePath(new FakeHttpRequest("/a/b").token("t")))
                .isInstanceOf(HttpOutcome.Permitted.class);
    }

    private HttpAuthorization selecting(AuthorizationServerSelector selector, String... more) {
        return TestAuthorization.ofPaths(
                server,
                new ServerSelection(Optional.of(selector), Set.of("default")),
                listener,
                Stream.concat(Stream.of(UNCACHED), Stream.of(more)).toArray(String[]::new));
    }

    /** A request of a web API other than JAX-RS. */
    private static final class FakeHttpRequest implements HttpRequest {

        private final String path;
        private Optional<String> raw;
        private String method = "GET";
        private final Map<String, List<String>> headers = new HashMap<>();
        private final Map<String, Object> attributes = new HashMap<>();

        FakeHttpRequest(String path) {
            this.path = path;
            this.raw = Optional.of(path);
        }

        FakeHttpRequest raw(String sent) {
            raw = Optional.of(sent);
            return this;
        }

        FakeHttpRequest method(String sent) {
            method = sent;
            return this;
        }

        FakeHttpRequest header(String name, String value) {
            headers.put(name, List.of(value));
            return this;
        }

        FakeHttpRequest token(String token) {
            return header("Authorization", "Bearer " + token);
        }

        @Override
        public String method() {
            return method;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public Optional<String> rawPath() {
            return raw;
        }

        @Override
        public List<String> headers(String name) {
            return headers.getOrDefault(name, List.of());
        }

        @Override
        public boolean isSecure() {
            return false;
        }

        @Override
        public Object attribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }
    }
}
