package io.github.mfpjaxrs.security.it.extensions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.app.health.WarningWatch;
import io.github.mfpjaxrs.security.it.app.health.Warnings;
import io.github.mfpjaxrs.security.it.extensions.app.Ledgers;
import io.github.mfpjaxrs.security.it.extensions.app.servlet.Events;
import io.github.mfpjaxrs.security.it.extensions.app.servlet.Junction;
import io.github.mfpjaxrs.security.it.extensions.app.servlet.Later;
import io.github.mfpjaxrs.security.it.extensions.app.servlet.Pages;
import io.github.mfpjaxrs.security.it.extensions.app.servlet.ReplacingFilter;
import io.github.mfpjaxrs.security.it.extensions.app.servlet.Reports;
import io.github.mfpjaxrs.security.it.extensions.app.servlet.Rewriting;
import io.github.mfpjaxrs.security.it.support.Ability;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.servlet.AnnotatedServlets;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import jakarta.enterprise.inject.spi.Extension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests annotated servlets, as well as servlets, static files and resources that configuration keys protect. */
@RuntimeTest
class ServletIT {

    private static final String WEB_XML = """
        <?xml version="1.0" encoding="UTF-8"?>
        <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                 xsi:schemaLocation="https://jakarta.ee/xml/ns/jakartaee https://jakarta.ee/xml/ns/jakartaee/web-app_5_0.xsd"
                 version="5.0">
          <welcome-file-list>
            <welcome-file>index.html</welcome-file>
          </welcome-file-list>
          <error-page>
            <error-code>409</error-code>
            <location>/pages/error</location>
          </error-page>
        </web-app>
        """;

    /**
     * Matches responses that serve nothing. Payara sometimes responds with a redirect to the start page or an empty
     * body.
     */
    private static final String NOTHING_SERVED = "^$|^HTTP/1.1 (400|404|301) |\r\nContent-Length: 0\r\n";

    private static final int LONGEST_SECONDS = 60;

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        War war = War.named("front")
                .of(RestApplication.class, Ledgers.class)
                .against(SERVER)
                .config("mfp.cache.max-age", "PT0S")
                .config("mfp.circuit-breaker.window", "1000")
                .config("mfp.circuit-breaker.failures", "1000")
                .config(
                        "mfp.protect.pages.paths",
                        "/pages/*,/later,/files/*,/api/ledgers/keys/*,/events,/,/dir,/home/index.html")
                .config("mfp.protect.pages.scopes", "read")
                .config("mfp.protect.rooted.paths", "/front/pages/*")
                .config("mfp.protect.public.paths", "/pages/public,/api/ledgers/open")
                .config("mfp.protect.public.scopes", "read")
                .config("mfp.protect.public.open-methods", "GET");
        return Ability.SERVLETS.isThere() ? withServlets(war) : war.build();
    }

    /**
     * Adds the servlets. This is a separate method because these classes cannot be loaded on runtimes without
     * servlets.
     */
    private static WebArchive withServlets(War war) {
        return war.with(AnnotatedServlets.class)
                .of(
                        RestApplication.class,
                        Ledgers.class,
                        Rewriting.class,
                        Pages.class,
                        Later.class,
                        Reports.class,
                        Junction.class,
                        ReplacingFilter.class,
                        Events.class,
                        WarningWatch.class,
                        Warnings.class)
                .webInf("web.xml", WEB_XML)
                .build()
                .addAsServiceProvider(Extension.class, WarningWatch.class)
                .addAsWebResource(new StringAsset("secret file"), "files/plan.txt")
                .addAsWebResource(new StringAsset("secret start"), "index.html")
                .addAsWebResource(new StringAsset("secret dir"), "dir/index.html")
                .addAsWebResource(new StringAsset("secret home"), "home/index.html");
    }

    @BeforeEach
    void needServlets() {
        Ability.SERVLETS.assume();
    }

    @Test
    @Tag("S1")
    void resourceWhenItsPathIsProtectedThenTheScopeIsRequired() throws Exception {
        assertThat(site.get("ledgers/keys/plain").statusCode()).isEqualTo(401);
        assertThat(site.get("ledgers/keys/plain", SERVER.issue("write", "john")).statusCode())
                .isEqualTo(403);
        assertThat(site.get("ledgers/keys/plain", SERVER.issue("read", "john")).body())
                .isEqualTo("secret of john");
    }

    @Test
    @Tag("S4")
    void resourceWhenPathAndAnnotationApplyThenBothWithOneIntrospection() throws Exception {
        List<String> tokens = List.of(
                SERVER.issue("read", "john"), SERVER.issue("write", "john"), SERVER.issue("read write", "john"));
        SERVER.resetCounters();

        int reader = site.get("ledgers/keys/annotated", tokens.get(0)).statusCode();
        int writer = site.get("ledgers/keys/annotated", tokens.get(1)).statusCode();
        int both = site.get("ledgers/keys/annotated", tokens.get(2)).statusCode();

        assertThat(List.of(reader, writer, both)).containsExactly(403, 403, 200);
        assertThat(SERVER.introspections()).isEqualTo(3);
    }

    @Test
    @Tag("S1")
    void servletWhenScopeIsGrantedThenTheCallerIsKnown() throws Exception {
        String token = SERVER.issue("read", "john");

        assertThat(get("pages/1", token).body()).isEqualTo("secret of john true true");
        assertThat(get("later", token).body()).isEqualTo("secret of john");
        assertThat(get("annotated/1", token).body()).isEqualTo("secret of john");
        assertThat(get("files/plan.txt", token).body()).isEqualTo("secret file");
    }

    @Test
    @Tag("S1")
    void servletWhenNoPatternAppliesThenOpen() throws Exception {
        assertThat(site.send(site.outside("open/1")).body()).isEqualTo("secret of null false false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pages/1", "later", "files/plan.txt", "annotated/1"})
    @Tag("S1")
    void servletWhenRefusedThenTheResponseIsThatOfAResource(String path) throws Exception {
        String writer = SERVER.issue("write", "john");
        String reader = SERVER.issue("read", "john");

        assertThat(visible(site.send(site.outside(path)))).isEqualTo(visible(site.get("ledgers/annotated")));
        assertThat(visible(get(path, "unknown"))).isEqualTo(visible(site.get("ledgers/annotated", "unknown")));
        assertThat(visible(get(path, writer))).isEqualTo(visible(site.get("ledgers/annotated", writer)));
        SERVER.failIntrospection(Fault.status(503));
        assertThat(visible(get(path, reader)))
                .startsWith("503")
                .isEqualTo(visible(site.get("ledgers/annotated", reader)));
    }

    @Test
    @Tag("S1")
    void handshakeWhenItsPathIsProtectedThenTheScopeIsRequired() throws Exception {
        assertThat(handshakeRefusal("unknown")).isEqualTo(401);
        assertThat(handshakeRefusal(SERVER.issue("write", "john"))).isEqualTo(403);

        CompletableFuture<String> received = new CompletableFuture<>();
        WebSocket socket = connect(SERVER.issue("read", "john"), new WebSocket.Listener() {

                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean isLast) {
                        received.complete(text.toString());
                        return CompletableFuture.completedFuture(null);
                    }
                })
                .get(LONGEST_SECONDS, TimeUnit.SECONDS);
        socket.sendText("hello", true);

        assertThat(received.get(LONGEST_SECONDS, TimeUnit.SECONDS)).isEqualTo("secret hello");
        socket.abort();
    }

    @Test
    @Tag("S1")
    void startWhenAPatternBeginsWithTheContextRootThenItIsNamed() throws Exception {
        assertThat(site.get("warnings").body().lines())
                .anySatisfy(
                        line -> assertThat(line).contains("begins with the context root", " /front/pages/* /front"));
    }

    /** Tests welcome files for which either the requested path or the file's own path is protected. */
    @ParameterizedTest
    @CsvSource({"'',start", "dir/,dir", "home/,home"})
    @Tag("S1")
    void getWhenTheContainerSelectsAWelcomeFileThenBothPathsCount(String path, String content) throws Exception {
        assertThat(site.send(site.outside(path)).statusCode()).isEqualTo(401);
        assertThat(get(path, SERVER.issue("read", "john")).body()).isEqualTo("secret " + content);
    }

    @Test
    @Tag("S2")
    void sendWhenAServletFilterReplacesTheMethodThenBothCount() throws Exception {
        assertThat(site.send(site.outside("pages/public")).statusCode()).isEqualTo(200);
        for (String path : List.of("pages/public", "api/ledgers/open")) {
            assertThat(site.send(site.outside(path).header(ReplacingFilter.METHOD, "DELETE"))
                            .statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
    }

    @Test
    @Tag("S2")
    void resourceWhenAJaxRsFilterReplacesMethodOrPathThenBothCount() throws Exception {
        assertThat(site.get("ledgers/open").body()).isEqualTo("open");
        assertThat(site.send(site.request("ledgers/open").header("X-HTTP-Method-Override", "DELETE"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(site.send(site.request("ledgers/open").header("X-Path", "ledgers/keys/plain"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(site.send(site.authorized("ledgers/open", SERVER.issue("read", "john"))
                                .header("X-Path", "ledgers/keys/plain"))
                        .body())
                .isEqualTo("secret of john");
    }

    /** WildFly and Open Liberty accept a client's offer to use HTTP/2. */
    @Test
    @Tag("S1")
    void getWhenTheClientOffersHttp2ThenRefusedAlike() throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

        for (String path : List.of("pages/1", "files/plan.txt", "later")) {
            HttpResponse<String> response = client.send(site.outside(path).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.version().toString()).isEqualTo(401);
            assertThat(response.body()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "POST", "INVENTED"})
    @Tag("S2")
    void servletWhenMethodIsNotOpenedThenATokenIsRequired(String method) throws Exception {
        assertThat(site.send(site.outside("pages/public")).statusCode()).isEqualTo(200);
        assertThat(send(method, "pages/public").statusCode()).isEqualTo(401);
        assertThat(send(method, "pages/1").statusCode()).isEqualTo(401);
        assertThat(send(method, "files/plan.txt").statusCode()).isEqualTo(401);
        assertThat(send(method, "later").statusCode()).isEqualTo(401);
    }

    @Test
    @Tag("S2")
    void annotatedServletWhenAMethodIsOpenThenOnlyThatOne() throws Exception {
        assertThat(send("POST", "annotated/1").body()).isEqualTo("received");
        assertThat(Stream.of("GET", "HEAD", "PUT", "OPTIONS", "INVENTED").map(method -> status(method, "annotated/1")))
                .containsOnly(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/front/pages;x=y/1",
                "/front/pages/1;x=y",
                "/front;x/pages/1",
                "/front/x;/../pages/1",
                "/front//pages/1",
                "//front/pages/1",
                "/front/pages//1",
                "/front/./pages/1",
                "/front/open/../pages/1",
                "/front/open/..;/pages/1",
                "/front/open/..;x=y/pages/1",
                "/front/open/%2e%2e/pages/1",
                "/front/open/.%2E/pages/1",
                "/front/%2e/pages/1",
                "/front/pages%2F1",
                "/front/pages%2f1",
                "/front%2Fpages/1",
                "/front/pages%5C1",
                "/front/pages\\1",
                "/front/open\\..\\pages\\1",
                "/front/%70ages/1",
                "/front/p%61ges/1",
                "/%66ront/pages/1",
                "/front/pages/%31",
                "/front/%2570ages/1",
                "/front/pages%252F1",
                "/front/pages/1%00",
                "/front/pages%00/1",
                "/front/pages/1%0a",
                "/front/pages/1%3Bx",
                "/front/pages/1%",
                "/front/pages/1%2",
                "/front/pages/1%zz",
                "/front/pages/1%u0031",
                "/front/pages/%c0%ae",
                "/front/%c1%b0ages/1",
                "/front/pages/%ff",
                "/front/\u00ff/../pages/1",
                "/front/files/plan.txt;x",
                "/front/files/plan.txt%00.html",
                "/front/x/../files/plan.txt",
                "/front/files/./plan.txt",
                "/front/api/x/../ledgers/keys/plain",
                "/front/api;/ledgers/keys/plain",
                "/front/api/ledgers;/keys/plain",
                "/front/api//ledgers/keys/plain",
                "/front/api/%6cedgers/keys/plain",
                "http://localhost/front/open/../pages/1",
                "http://localhost/front/pages;/1",
                "http:/front/pages/1",
                "/front/open/%2e%2e%2fpages/1",
                "/front/..%2ffront/pages/1",
                "/x/../front/pages/1",
                "/front;a=b/x/..;/pages/1",
                "/front/pages%23/1",
                "/front/pages%3F/1",
                "/front/%EF%BC%8Fpages/1",
                "/front/later;",
                "/front/later%2f",
                "/front/events;x",
                "/front/dir;/",
                "/front/home/index.html;x",
                "/front/home;/",
                "/front/;",
                "/front;/",
                "/front/files/plan.txt%23x",
                "/front/files/plan.txt%3Fx",
                "/front/files/plan%2etxt",
                "/front/PAGES/1",
                "/front/Files/plan.txt",
                "/front/files/PLAN.TXT",
                "/front/pages.",
                "/front/pages%20/1"
            })
    @Tag("S1")
    void getWhenPathIsAmbiguousOrAnotherThenNothingIsServed(String target) throws Exception {
        assertThat(site.getRaw(target)).doesNotContain("secret");
        assertThat(site.getRaw(target, "Bearer " + SERVER.issue("read", "john")))
                .containsPattern(NOTHING_SERVED)
                .doesNotContain("secret");
    }

    /** Open Liberty drops a trailing space. Payara treats a fragment as part of the path. */
    @ParameterizedTest
    @ValueSource(
            strings = {"/front/later%20", "/front/files/plan.txt%20", "/front/pages/1#x", "/front/pages/1?;/../open"})
    @Tag("S1")
    void getWhenTargetIsUnusualThenNotServedWithoutToken(String target) throws Exception {
        assertThat(site.getRaw(target)).doesNotContain("secret");
        assertThat(site.getRaw(target, "Bearer " + SERVER.issue("write", "john")))
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forward", "disguised", "async", "wrapped", "error"})
    @Tag("J18")
    void dispatchWhenTargetIsProtectedThenItsScopeIsRequired(String by) throws Exception {
        String path = "junction?to=/pages/1&by=" + by;

        HttpResponse<String> refused = site.send(site.outside(path));

        assertThat(refused.body()).doesNotContain("secret");
        assertThat(refused.statusCode()).isEqualTo(401);
        if (!by.equals("async") && !by.equals("wrapped") || Ability.ASYNC_DISPATCH.isThere()) {
            assertThat(get(path, SERVER.issue("read", "john")).body()).isEqualTo("secret of john true true");
        }
    }

    @Test
    @Tag("J18")
    void includeWhenTargetIsRefusedThenItIsLeftOut() throws Exception {
        String path = "junction?to=/pages/1&by=include";

        assertThat(site.send(site.outside(path)).body()).isEqualTo("[]");
        assertThat(get(path, SERVER.issue("read", "john")).body()).isEqualTo("[secret of john true true]");
    }

    /** Servlet containers interpret these paths differently. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/plan.txt",
                "/later",
                "/dir/",
                "/dir;x/",
                "/open/../dir/",
                "/home/",
                "/",
                "/api/ledgers/keys/plain",
                "/open/../pages/1",
                "/pages;x/1",
                "//pages/1",
                "/%2570ages/1",
                "/%252e/pages/1",
                "/open/%252e%252e/pages/1",
                "/open/..;/pages/1",
                "/open%255C..%255Cpages/1"
            })
    @Tag("J18")
    void dispatchWhenThePathIsAmbiguousOrOfAnotherKindThenNothingIsServed(String to) throws Exception {
        for (String by : List.of("forward", "include", "async")) {
            assertThat(site.send(site.outside("junction?to=" + to + "&by=" + by))
                            .body())
                    .as(by)
                    .doesNotContain("secret");
        }
    }

    private static CompletableFuture<WebSocket> connect(String token, WebSocket.Listener listener) {
        URI endpoint = Site.deployed().base().resolve("events");
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(URI.create(endpoint.toString().replaceFirst("http", "ws")), listener);
    }

    private static int handshakeRefusal(String token) throws Exception {
        try {
            connect(token, new WebSocket.Listener() {}).get(LONGEST_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("connected");
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(WebSocketHandshakeException.class);
            return ((WebSocketHandshakeException) e.getCause()).getResponse().statusCode();
        }
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return site.send(site.outside(path).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        HttpRequest.Builder request = site.outside(path);
        return site.send(request.method(method, BodyPublishers.noBody()));
    }

    private int status(String method, String path) {
        try {
            return send(method, path).statusCode();
        } catch (Exception e) {
            throw new AssertionError(method, e);
        }
    }

    /** Returns the parts of a response that describe a refusal. */
    private static String visible(HttpResponse<String> response) {
        StringBuilder parts = new StringBuilder().append(response.statusCode());
        for (String name : List.of("WWW-Authenticate", "Content-Type", "Cache-Control", "Retry-After", "Pragma")) {
            parts.append('\n').append(response.headers().allValues(name));
        }
        return parts.append('\n').append(response.body()).toString();
    }
}
