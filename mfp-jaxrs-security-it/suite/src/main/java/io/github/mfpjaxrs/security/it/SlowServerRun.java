package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.ApplicationLog;
import io.github.mfpjaxrs.security.it.app.CallThreads;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RawServer;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Measures how a slow authorization server affects requests that do not need it, using the default timeouts. Builds do
 * not run this class, because it only prints figures. Run it with {@code -Dit.test=SlowServerRun}.
 */
@RuntimeTest
class SlowServerRun {

    private static final int NEW_TOKENS = 32;
    private static final int RUNS = 3;
    private static final System.Logger LOG = System.getLogger("it");

    @AutoClose
    private static final RawServer SERVER = RawServer.start();

    private final Site site = Site.deployed();

    @Deployment(testable = false)
    static WebArchive application() {
        return SERVER.introduceTo(War.named("slow")
                        .of(RestApplication.class, Accounts.class, ApplicationLog.class, CallThreads.class))
                .config("mfp.timeout.connect", "PT1S")
                .config("mfp.timeout.read", "PT2S")
                .config("mfp.timeout.total", "PT3S")
                .build();
    }

    /**
     * Measures the slowest request to an open method and the slowest request with a cached token while the server
     * hangs.
     */
    @Test
    void getWhenServerHangsThenOpenMethodsAndCachedTokensGoOn() throws Exception {
        List<Long> open = new ArrayList<>();
        List<Long> cached = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            String known = cachedToken();
            SERVER.play(RawServer.Exchange::hang);
            List<CompletableFuture<HttpResponse<String>>> waiting = ask(RawServer.newTokens("hang", NEW_TOKENS));
            long longestOpen = 0;
            long longestCached = 0;
            while (!waiting.stream().allMatch(CompletableFuture::isDone)) {
                longestOpen = Math.max(longestOpen, millis("accounts/open", known));
                longestCached = Math.max(longestCached, millis("accounts/balance", known));
            }
            open.add(longestOpen);
            cached.add(longestCached);
            assertThat(waiting)
                    .extracting(response -> response.join().statusCode())
                    .containsOnly(503);
        }
        LOG.log(
                System.Logger.Level.INFO,
                "FIGURES {0} new tokens at a server that hangs; longest wait in ms: open {1}, cached {2}",
                NEW_TOKENS,
                open,
                cached);
    }

    /**
     * Measures how long a thread stays busy with a dripped response if another call begins on the same client shortly
     * before the deadline.
     */
    @Test
    void getWhenAnAnswerDripsThenItsThreadEnds() throws Exception {
        List<Long> lives = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            cachedToken();
            SERVER.play(exchange -> {
                if (exchange.request().token().startsWith("drip")) {
                    exchange.drip("HTTP/1.1 200 OK\r\nX: " + "x".repeat(10_000), 100);
                } else {
                    exchange.hang();
                }
            });
            long began = System.nanoTime();
            CompletableFuture<HttpResponse<String>> dripping =
                    ask(RawServer.newTokens("drip", 1)).get(0);
            await().pollInterval(Duration.ofMillis(20)).until(() -> System.nanoTime() - began > 2_500_000_000L);
            CompletableFuture<HttpResponse<String>> later =
                    ask(RawServer.newTokens("hang", 1)).get(0);
            dripping.join();
            later.join();
            await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> site.get("call-threads").body().equals("0"));
            lives.add((System.nanoTime() - began) / 1_000_000);
        }
        LOG.log(System.Logger.Level.INFO, "FIGURES a thread at an answer that drips lives for {0} ms", lives);
    }

    /** Waits until earlier failures no longer have an effect, and returns a token that is now cached. */
    private String cachedToken() throws Exception {
        SERVER.recover();
        site.get("operator/forget");
        String known = RawServer.newTokens("known", 1).get(0);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> site.get("accounts/balance", known).statusCode() == 200);
        return known;
    }

    private List<CompletableFuture<HttpResponse<String>>> ask(List<String> tokens) {
        return tokens.stream()
                .map(token -> site.getAsync("accounts/balance", token))
                .toList();
    }

    private long millis(String path, String token) throws Exception {
        long began = System.nanoTime();
        assertThat(site.get(path, token).statusCode()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
