package io.github.mfpjaxrs.security.it.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.mfpjaxrs.security.it.app.Asynchronous;
import io.github.mfpjaxrs.security.it.app.Callers;
import io.github.mfpjaxrs.security.it.app.RestApplication;
import io.github.mfpjaxrs.security.it.support.RuntimeTest;
import io.github.mfpjaxrs.security.it.support.Site;
import io.github.mfpjaxrs.security.it.support.War;
import io.github.mfpjaxrs.security.testkit.Fault;
import io.github.mfpjaxrs.security.testkit.MobileFirstServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that introspection does not block Quarkus's few event-loop threads. Methods that return a
 * {@code CompletionStage} run on these threads.
 */
@RuntimeTest
class EventLoopIT {

    /** Exceeds the number of event loops, but not the limit on concurrent introspections. */
    private static final int UNKNOWN_TOKENS = 32;

    @AutoClose
    private static final MobileFirstServer SERVER = MobileFirstServer.start();

    @Deployment(name = "scanned", testable = false)
    static WebArchive scanned() {
        return patient(War.named("scanned").of(RestApplication.class, Asynchronous.class, Callers.class));
    }

    @Deployment(name = "listed", testable = false)
    static WebArchive listed() {
        return patient(ProtectedListingApplicationIT.war("listed"));
    }

    private static WebArchive patient(War war) {
        return war.against(SERVER)
                .config("quarkus.vertx.event-loops-pool-size", "2")
                .config("mfp.timeout.read", "PT20S")
                .config("mfp.timeout.total", "PT20S")
                .build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scanned", "listed"})
    void getWhenOthersWaitForTheirTokensThenKnownTokensAreAnswered(String deployment) throws Exception {
        Site site = Site.deployed(deployment);
        String known = SERVER.issue("accessRestricted", "john");
        site.get("asynchronous/stage", known);
        SERVER.resetCounters();
        SERVER.failIntrospection(Fault.hang());

        List<CompletableFuture<HttpResponse<String>>> waiting = IntStream.range(0, UNKNOWN_TOKENS)
                .mapToObj(i -> site.getAsync("asynchronous/stage", SERVER.issue("accessRestricted", "user-" + i)))
                .toList();
        await().until(() -> SERVER.introspections() == UNKNOWN_TOKENS);
        HttpResponse<String> response = site.get("asynchronous/stage", known);

        assertThat(response.body()).startsWith("john by Bearer");
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        SERVER.recover();
    }
}
