package io.github.mfpjaxrs.security.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Accounts;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RawServer;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Measures how long the service is unavailable after sixteen pooled connections break at once, while ten new tokens
 * arrive per second. Builds do not run this class, because it takes at least 20 seconds. Run it with
 * {@code -Dit.test=StaleConnectionsRun}.
 */
@RuntimeTest
class StaleConnectionsRun {

    private static final int CONNECTIONS = 16;
    private static final long QUIET_SECONDS = 20;

    @AutoClose
    private static final RawServer SERVER = RawServer.start();

    private final Site site = Site.deployed();

    /** Restores the default timeouts, which the suite otherwise extends. */
    @Deployment(testable = false)
    static WebArchive application() {
        return SERVER.introduceTo(War.named("stale").of(RestApplication.class, Accounts.class))
                .config("mfp.timeout.connect", "PT1S")
                .config("mfp.timeout.read", "PT2S")
                .config("mfp.timeout.total", "PT3S")
                .build();
    }

    @Test
    @Tag("R5")
    void getWhenAllKeptConnectionsDieThenNoRequestIsRefused() throws Exception {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> site.get(
                                        "accounts/balance",
                                        RawServer.newTokens("first", 1).get(0))
                                .statusCode()
                        == 200);
        SERVER.play(RawServer.together(CONNECTIONS));
        RawServer.newTokens("kept", CONNECTIONS).stream()
                .map(token -> site.getAsync("accounts/balance", token))
                .toList()
                .forEach(response -> assertThat(response.join().statusCode()).isEqualTo(200));
        SERVER.play(RawServer.resettingUpTo(SERVER.connections()));

        long began = System.nanoTime();
        AtomicInteger refused = new AtomicInteger();
        AtomicLong last = new AtomicLong(began);
        ScheduledExecutorService clients = Executors.newScheduledThreadPool(4);
        try {
            clients.scheduleAtFixedRate(() -> ask(refused, last), 0, 100, TimeUnit.MILLISECONDS);
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> System.nanoTime() - last.get() > TimeUnit.SECONDS.toNanos(QUIET_SECONDS));
        } finally {
            clients.shutdownNow();
        }

        assertThat(refused)
                .as("%d requests refused within %d ms", refused.get(), (last.get() - began) / 1_000_000)
                .hasValue(0);
    }

    private void ask(AtomicInteger refused, AtomicLong last) {
        List<String> token = RawServer.newTokens("new", 1);
        site.getAsync("accounts/balance", token.get(0)).thenAccept(response -> {
            if (response.statusCode() != 200) {
                refused.incrementAndGet();
                last.set(System.nanoTime());
            }
        });
    }
}
